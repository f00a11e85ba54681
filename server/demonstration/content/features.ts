import type { NewRow } from '../../database/tables.ts';

const flag = (code: string, name_fr: string, name_en: string) => ({
  code,
  value_type: 'flag' as const,
  name_fr,
  name_en,
  unit: null,
  choices: null,
});
const number = (code: string, name_fr: string, name_en: string, unit: string | null) => ({
  code,
  value_type: 'number' as const,
  name_fr,
  name_en,
  unit,
  choices: null,
});
const text = (code: string, name_fr: string, name_en: string) => ({
  code,
  value_type: 'text' as const,
  name_fr,
  name_en,
  unit: null,
  choices: null,
});

const hardNeeds = ['seats', 'step_free', 'hearing_loop', 'accessible_toilet', 'wheelchair_ramp', 'licence', 'skill'];

const vocabulary = [
  number('seats', 'Places', 'Seats', null),
  number('surface', 'Surface', 'Floor area', 'm²'),
  number('payload', 'Charge utile', 'Payload', 'kg'),
  number('volume', 'Volume utile', 'Load volume', 'm³'),
  number('power', 'Puissance', 'Power', 'W'),
  flag('step_free', 'Accès de plain-pied', 'Step-free access'),
  flag('hearing_loop', 'Boucle magnétique', 'Hearing loop'),
  flag('accessible_toilet', 'Sanitaires accessibles', 'Accessible toilet'),
  flag('projector', 'Vidéoprojecteur', 'Projector'),
  flag('video_conference', 'Visioconférence', 'Video conference'),
  flag('whiteboard', 'Tableau blanc', 'Whiteboard'),
  flag('kitchen', 'Coin cuisine', 'Kitchen'),
  flag('electric', 'Électrique', 'Electric'),
  flag('tow_bar', 'Attelage', 'Tow bar'),
  flag('wheelchair_ramp', 'Rampe pour fauteuil roulant', 'Wheelchair ramp'),
  flag('training_required', 'Prise en main obligatoire', 'Induction required'),
  text('layouts', 'Dispositions possibles', 'Layouts'),
  text('registration', 'Immatriculation', 'Registration'),
  text('inspection_due', 'Contrôle technique avant le', 'Inspection due by'),
  text('skill', 'Compétence', 'Skill'),
  {
    code: 'licence',
    value_type: 'choice' as const,
    name_fr: 'Permis exigé',
    name_en: 'Licence required',
    unit: null,
    choices: ['none', 'B', 'BE', 'D1'],
  },
];

export const features: NewRow<'feature'>[] = vocabulary.map(one => ({
  ...one,
  hard_need: hardNeeds.includes(one.code),
}));
