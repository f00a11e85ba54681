import * as en from 'chrono-node/en';
import * as fr from 'chrono-node/fr';
import { describe, expect, it } from 'vitest';
import { features } from '../../server/demonstration/content/features.ts';
import { wallOf } from '../../shared/time.ts';
import { vocabularyOf } from '../../web/search/read-words.ts';
import { understand } from '../../web/search/understand.ts';
import { zoneOf } from '../../web/search/zone-of.ts';

const vocabulary = vocabularyOf(
  features.map(one => ({ code: one.code, valueType: one.value_type, nameFr: one.name_fr, nameEn: one.name_en })),
);

/** As it is read on Monday 2 November 2026, 09:00 in Paris, unless another instant is said. */
function read(sentence: string, now = '2026-11-02T08:00:00Z', locale: 'fr' | 'en' = 'fr', timeZone = 'Europe/Paris') {
  const wall = wallOf(new Date(now), timeZone);
  return understand(sentence, { readers: { fr: fr.casual, en: en.casual }, locale, wall, timeZone, vocabulary });
}

/** Kind, quantity, seats, features and words on the left; the time on the right. */
function inShort(sentence: string, now?: string): [string, string] {
  const one = read(sentence, now);
  const what = [
    one.kind,
    one.quantity > 1 && `×${one.quantity}`,
    one.seats && `${one.seats}p`,
    ...one.features,
    one.words && `“${one.words}”`,
  ];
  const day = one.to.slice(0, 10) === one.from.slice(0, 10) ? '' : `${one.to.slice(5, 10)} `;
  return [what.filter(Boolean).join(' '), `${one.from.slice(5).replace('T', ' ')}–${day}${one.to.slice(11)}`];
}

describe('one sentence', () => {
  it.each([
    ['minibus mardi 14h-17h', '“minibus”', '11-03 14:00–17:00'],
    ['projector tomorrow 9 to noon', '“videoprojecteur”', '11-03 09:00–12:00'],
    ['salle 8 personnes jeudi 14-16 projecteur', 'room 8p projector', '11-05 14:00–16:00'],
    ['2 vans next friday all day', 'vehicle ×2', '11-13 09:00–18:00'],
    ['room for 8 people thursday 14-16 projector', 'room 8p projector', '11-05 14:00–16:00'],
    ['vélo demain de 9h à 12h30', '“velo”', '11-03 09:00–12:30'],
    ['bike tomorrow from 9:00 to 12:30', '“velo”', '11-03 09:00–12:30'],
    ['60 chaises samedi matin', '×60 “chaise”', '11-07 09:00–12:00'],
    ['60 chairs saturday morning', '×60 “chaise”', '11-07 09:00–12:00'],
    ['camion samedi toute la journée', '“camion”', '11-07 09:00–18:00'],
    ['salle lundi prochain 9h-11h', 'room', '11-09 09:00–11:00'],
    ['une salle pour 12 personnes le 12 novembre de 10h à 12h', 'room 12p', '11-12 10:00–12:00'],
    ['a room for 12 people on 12 November from 10 to 12', 'room 12p', '11-12 10:00–12:00'],
    ['salle 12/11 14h à 16h', 'room', '11-12 14:00–16:00'],
    ['grande halle du 12 au 14 novembre', '“grande halle”', '11-12 09:00–11-14 18:00'],
    ['tente ce week-end', '“tente”', '11-07 09:00–11-08 18:00'],
    ['tent this weekend', '“tente”', '11-07 09:00–11-08 18:00'],
    ['salle ce soir', 'room', '11-02 18:00–22:00'],
    ['room tonight 7pm-9pm', 'room', '11-02 19:00–21:00'],
    ['salle après-demain 8h30-10h', 'room', '11-04 08:30–10:00'],
    ['salle apres-demain matin', 'room', '11-04 09:00–12:00'],
    ['room the day after tomorrow in the morning', 'room', '11-04 09:00–12:00'],
    ['salle mercredi de 14 à 16h', 'room', '11-04 14:00–16:00'],
    ['salle jeudi à 10h pendant 2 heures', 'room', '11-05 10:00–12:00'],
    ['salle jeudi à 10h pendant 1h30', 'room', '11-05 10:00–11:30'],
    ['room thursday at 10am for 2 hours', 'room', '11-05 10:00–12:00'],
    ['room thursday at 10am for half an hour', 'room', '11-05 10:00–10:30'],
    ['minibus vendredi midi à 18h', '“minibus”', '11-06 12:00–18:00'],
    ['van friday noon to 6pm', 'vehicle', '11-06 12:00–18:00'],
    ['room friday 2-4pm', 'room', '11-06 14:00–16:00'],
    ['room friday 9 to 5', 'room', '11-06 09:00–17:00'],
    ['sono samedi 22h-2h', '“sono”', '11-07 22:00–11-08 02:00'],
    ['3 ordinateurs portables demain après-midi', '×3 “ordinateur portable”', '11-03 14:00–18:00'],
    ['three laptops tomorrow afternoon', '×3 “ordinateur”', '11-03 14:00–18:00'],
    ['deux vélos mardi matin', '×2 “velo”', '11-03 09:00–12:00'],
    ['two bikes tuesday morning', '×2 “velo”', '11-03 09:00–12:00'],
    ['salle de la meunière demain 9h', 'room “meuniere”', '11-03 09:00–10:00'],
    ['salle visio 6 pers mardi 10h-11h', 'room 6p video_conference', '11-03 10:00–11:00'],
    ['room with whiteboard and projector tuesday 10-11', 'room projector whiteboard', '11-03 10:00–11:00'],
    ['salle avec tableau blanc mardi 10-11', 'room whiteboard', '11-03 10:00–11:00'],
    ['voiture électrique mardi 8h-18h', 'vehicle electric', '11-03 08:00–18:00'],
    ['minibus 9 places samedi 7h-20h', '9p “minibus”', '11-07 07:00–20:00'],
    ['une salle pour 20 mardi 18h-20h', 'room 20p', '11-03 18:00–20:00'],
    ['room for 20 tuesday 6pm-8pm', 'room 20p', '11-03 18:00–20:00'],
    ['salle 14h-15h', 'room', '11-02 14:00–15:00'],
    ['salle 8h-9h', 'room', '11-03 08:00–09:00'],
    ['je voudrais réserver une salle demain de 9h à 10h svp', 'room', '11-03 09:00–10:00'],
    ['i need a van tomorrow 9-10 please', 'vehicle', '11-03 09:00–10:00'],
    ['remorque samedi 9h00-12h00', '“remorque”', '11-07 09:00–12:00'],
    ['trailer saturday 09:00-12:00', '“remorque”', '11-07 09:00–12:00'],
    ['200 gobelets vendredi 13 novembre', '×200 “gobelet”', '11-13 09:00–10:00'],
    ['200 cups friday 13 november', '×200 “gobelet”', '11-13 09:00–10:00'],
    ['salle jeudi entre 14h et 16h', 'room', '11-05 14:00–16:00'],
    ['room thursday between 2pm and 4pm', 'room', '11-05 14:00–16:00'],
    ['atelier bois le 1er décembre 9h-17h', '“atelier bois”', '12-01 09:00–17:00'],
    ['truck on december 1st 9am-5pm', '“camion”', '12-01 09:00–17:00'],
    ['studio dans 3 jours à 15h', '“studio”', '11-05 15:00–16:00'],
    ['studio in 3 days at 3pm', '“studio”', '11-05 15:00–16:00'],
    ['salle', 'room', '11-02 09:00–10:00'],
    ['', '', '11-02 09:00–10:00'],
  ])('%s', (sentence, what, when) => {
    expect(inShort(sentence)).toEqual([what, when]);
  });

  it('speaks in the time of the site of what it names, and else in that of the network', () => {
    const [paris, reunion] = ['Europe/Paris', 'Indian/Reunion'];
    const at = (name: string, zone: string) => ({ name, site: { timeZone: zone } });
    const found = [at('Varangue du Lambrequin', reunion), at('Salle du Tri', paris)];
    expect(zoneOf('varangue', found, paris)).toBe(reunion);
    expect(zoneOf('tri', found, paris)).toBe(paris);
    expect(zoneOf('du', found, paris)).toBe(paris);
    expect(zoneOf('', [at('Varangue', reunion)], paris)).toBe(paris);
    expect(zoneOf('jardin', [at('Varangue', reunion)], paris)).toBe(reunion);
    // 23:00 in Paris on Monday is two in the morning of Tuesday in La Réunion: tomorrow is another day there.
    const late = '2026-11-02T22:00:00Z';
    expect([read('varangue demain 9h', late).from, read('varangue demain 9h', late, 'fr', reunion).from]).toEqual([
      '2026-11-03T09:00',
      '2026-11-04T09:00',
    ]);
  });

  it('says which of the time it proposes by itself', () => {
    const guessed = (sentence: string) => [read(sentence).dayGuessed, read(sentence).timeGuessed];
    expect([guessed('salle'), guessed('salle mardi'), guessed('salle 10h'), guessed('salle mardi 10h')]).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ]);
  });

  it('knows a time that clocks jump over, and takes days of 23 and 25 hours by the clock on the wall', () => {
    const spring = '2027-03-22T08:00:00Z';
    expect(inShort('salle dimanche 2h30-4h', spring)[1]).toBe('03-28 02:30–04:00');
    expect(read('salle dimanche 2h30-4h', spring).missing).toBe(true);
    expect(read('room sunday 1am-4am', spring).missing).toBe(false);
    const autumn = '2026-10-19T08:00:00Z';
    expect(inShort('room sunday 1am-4am', autumn)[1]).toBe('10-25 01:00–04:00');
    expect(read('salle dimanche 2h30-4h', autumn).missing).toBe(false);
    expect(inShort('salle demain 9h-10h', '2027-03-27T22:30:00Z')[1]).toBe('03-28 09:00–10:00');
    expect(inShort('salle demain 9h-10h', '2027-03-27T23:30:00Z')[1]).toBe('03-29 09:00–10:00');
  });
});
