import { fold } from '../../shared/text.ts';
import type { ResourceKind } from '../../shared/words.ts';

export interface Meant {
  kind?: ResourceKind;
  quantity: number;
  seats?: number;
  features: string[];
}

/** The words that the network has for its things, made once from its features. */
export interface Vocabulary {
  features: { code: string; names: string[]; search: string }[];
  /** What is left of a sentence, as words to search for. */
  leftOver: (rest: string, meant: Meant) => string;
}

const kinds: Record<ResourceKind, string[]> = {
  room: ['salle', 'salles', 'room', 'rooms', 'local', 'espace'],
  vehicle: ['vehicule', 'vehicules', 'vehicle', 'vehicles', 'voiture', 'voitures', 'car', 'cars', 'van', 'vans'],
  equipment: ['materiel', 'materiels', 'equipement', 'equipment'],
  staff: ['intervenant', 'intervenante', 'staff'],
};

/** English words for things that the catalogue names in French, and short forms. */
const synonyms: Record<string, string> = {
  bike: 'velo',
  bicycle: 'velo',
  truck: 'camion',
  trailer: 'remorque',
  chair: 'chaise',
  laptop: 'ordinateur',
  computer: 'ordinateur',
  tablet: 'tablette',
  cup: 'gobelet',
  drill: 'perceuse',
  tent: 'tente',
  workshop: 'atelier',
  barn: 'grange',
  hall: 'halle',
  studio: 'studio',
};

const numbers: Record<string, number> = {
  ...{ deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, douze: 12, vingt: 20 },
  ...{ two: 2, three: 3, four: 4, five: 5, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, twenty: 20 },
};

const people = '(?:personnes?|pers\\.?|places?|participants?|people|persons?|seats?|pax)';
const seatsSaid = new RegExp(`(?<![\\p{L}\\d])(?:pour |for |à |de )?(\\d{1,4})\\s?${people}(?![\\p{L}\\d])`, 'u');
const seatsMeant =
  /(?<!\p{L})(?:pour|for) (\d{1,4})(?!\s?(?:h|:|min|j|d|heure|hour|day|jour|week|sem)|\d|\/)(?!\p{L})/u;
const unitsSaid = /(?<![\p{L}\d/:.-])(\d{1,4})\s?(?:x\s)?(?=\p{L}{3,})/u;
const noThing =
  /^(?:janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c|jan|feb|march|apr|may|jun|jul|aug|heure|hour|min|jour|day|semaine|week|mois|month|noon|midi)/;

/** Reads how many, of what kind and with what; `rest` is the sentence without the numbers that are understood. */
export function readWords(text: string, vocabulary: Vocabulary): Meant & { rest: string } {
  const seats = seatsSaid.exec(text) ?? seatsMeant.exec(text);
  let rest = seats ? cut(text, seats) : text;
  const units = unitsIn(rest);
  if (units) rest = units.rest;
  const words = wordsOf(rest);
  const kind = kindOf(words);
  // Without a kind, the name of a feature is that of a thing: « vidéoprojecteur demain » asks for one, not for a room that has one.
  const features = kind === undefined && !seats ? [] : featuresIn(words, vocabulary).map(one => one.code);
  return {
    ...(kind ? { kind } : {}),
    ...(seats ? { seats: Number(seats[1]) } : {}),
    quantity: units?.quantity ?? 1,
    features,
    rest,
  };
}

function unitsIn(text: string): { quantity: number; rest: string } | undefined {
  const found = unitsSaid.exec(text);
  if (found && !noThing.test(text.slice(found.index + found[0].length))) {
    return { quantity: Number(found[1]), rest: cut(text, found) };
  }
  const word = /^(\p{L}+) (?=\p{L})/u.exec(text);
  const quantity = numbers[word?.[1] ?? ''];
  return word && quantity ? { quantity, rest: cut(text, word) } : undefined;
}

function kindOf(words: string[]): ResourceKind | undefined {
  const all = Object.entries(kinds) as [ResourceKind, string[]][];
  return all.find(([, names]) => words.some(word => names.includes(word)))?.[0];
}

function featuresIn(words: string[], { features }: Vocabulary) {
  return features.filter(one => words.some(word => namesFeature(word, one.names)));
}

/** A word of five letters or more within a name: “projecteur” is “Vidéoprojecteur”, “visio” is “Visioconférence”. */
function namesFeature(word: string, names: string[]): boolean {
  return word.length >= 5 && names.some(name => name.includes(singular(word)));
}

const noise = new Set(
  (
    'un une des de du d le la les l au aux a et en avec pour sur il me faut je j ai besoin voudrais veux reserve reserver s il vous plait svp libre ' +
    'dispo disponible the an of with for and on at in from to i need want would like please book reserve free available some any meeting reunion'
  ).split(' '),
);

/** The vocabulary of a network, from its features. */
export function vocabularyOf(
  features: { code: string; valueType: string; nameFr: string; nameEn: string }[],
): Vocabulary {
  const flags = features.filter(one => one.valueType === 'flag');
  const known = flags.map(one => ({
    code: one.code,
    names: [fold(one.nameFr), fold(one.nameEn)],
    search: fold(one.nameFr),
  }));
  const vocabulary: Vocabulary = {
    features: known,
    leftOver(rest, meant) {
      const kindWords = meant.kind ? kinds[meant.kind] : [];
      const left = wordsOf(rest).filter(word => !noise.has(word) && !kindWords.includes(word) && !/^\d+$/.test(word));
      const unknown = left.filter(word => !meant.features.some(code => isNameOf(word, code)));
      return unknown.map(word => searchWord(word)).join(' ');
    },
  };
  const isNameOf = (word: string, code: string) =>
    known.some(one => one.code === code && namesFeature(word, one.names));
  const searchWord = (word: string) => {
    const feature = known.find(one => namesFeature(word, one.names));
    return synonyms[singular(word)] ?? feature?.search ?? singular(word);
  };
  return vocabulary;
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
}

/** The search looks for a word within others, so that the plural is found by its singular; « minibus » and « bois » are singular. */
function singular(word: string): string {
  return /(?:us|ois|ss)$/.test(word) ? word : word.replace(/(?<=\p{L}{3})[sx]$/u, '');
}

function cut(text: string, found: RegExpExecArray): string {
  return `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
}
