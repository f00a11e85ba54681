import type { Recusal } from '../../shared/approval.ts';
import type { Locale } from '../../shared/words.ts';

const reasons: Record<Recusal | 'not_entitled', Record<Locale, string>> = {
  requester: { fr: 'c’est vous qui l’avez faite', en: 'it is yours' },
  staff_booked: { fr: 'c’est votre temps qui est réservé', en: 'it is your time that is booked' },
  party_to_beneficiary: {
    fr: 'vous êtes rattaché à l’organisation qui demande, ou y avez déclaré un intérêt',
    en: 'you are affiliated with the organisation that asks, or have declared an interest in it',
  },
  party_to_rival: {
    fr: 'vous êtes lié à une organisation qui demande le même moyen au même moment',
    en: 'you are tied to an organisation that asks for the same at the same time',
  },
  not_entitled: {
    fr: 'elle revient à d’autres, ou n’est pas encore de votre ressort',
    en: 'it is for others to decide, or not yet your turn',
  },
};

/** Why a person keeps out of a decision, in the reader's words, to follow “you cannot decide on this request:”. */
export function whyRecused(recusal: Recusal | null, locale: Locale): string {
  return reasons[recusal ?? 'not_entitled'][locale];
}
