import type { AffiliationRole, Locale } from '../../../shared/words.ts';

/** `[organisation, role, from, to?]` */
export type Affiliated = [organisation: string, role: AffiliationRole, from: string, to?: string];

/** Someone of the demonstration network. None of them exists. */
export interface DemoPerson {
  name: string;
  email?: string;
  locale?: Locale;
  affiliations: Affiliated[];
}

const of = (name: string, ...affiliations: Affiliated[]): DemoPerson => ({ name, affiliations });

/** The four accounts that the demonstration prints at its start. Their words are in README too. */
export const accounts = ['member@demo.test', 'manager@demo.test', 'coordinator@demo.test', 'owner@demo.test'] as const;
export const accountPassword = 'demonstration';

export const people: DemoPerson[] = [
  {
    name: 'Amandine Kouassi',
    email: 'member@demo.test',
    affiliations: [
      ['musette', 'member', '2021-09-01'],
      ['lisiere', 'member', '2023-01-15'],
    ],
  },
  { name: 'Nadir Khelloufi', email: 'manager@demo.test', affiliations: [['halle', 'member', '2019-04-01']] },
  { name: 'Claire Delaunay-Petit', email: 'coordinator@demo.test', affiliations: [['pole', 'referent', '2016-06-01']] },
  { name: 'Solange Thévenin', email: 'owner@demo.test', affiliations: [['halle', 'referent', '2015-03-12']] },
  of('Tiago Ferreira-Lopes', ['pole', 'member', '2022-03-14']),
  of('Maud Le Guennec', ['pole', 'member', '2020-11-02']),
  of('Idriss Sow', ['pole', 'member', '2024-02-05']),
  of('Jeanne Abitbol', ['halle', 'member', '2021-01-11']),
  of('Rémi Castagnède', ['halle', 'member', '2018-09-03'], ['etabli', 'member', '2022-10-01']),
  of('Fatoumata Camara', ['manche', 'referent', '2017-02-01']),
  of('Loïc Pennanec’h', ['manche', 'member', '2020-05-18']),
  of('Zohra Mansouri', ['manche', 'member', '2023-04-03'], ['filasoi', 'member', '2018-01-08', '2025-12-31']),
  of('Gaël Rakotoarisoa', ['manche', 'member', '2022-06-20']),
  of('Pascale Hugonnier', ['chenes', 'referent', '2014-09-01']),
  of('Mourad Benslimane', ['chenes', 'member', '2016-10-10']),
  of('Aïssatou Diagne', ['chenes', 'member', '2021-03-22']),
  of('Kevin Lacrampe', ['chenes', 'member', '2023-09-04']),
  of('Élodie Nguyen-Barbier', ['musette', 'referent', '2018-01-08']),
  of('Bakary Fofana', ['musette', 'member', '2022-11-14']),
  of('Marie-Ange Poirot', ['musette', 'member', '2019-03-04']),
  of('Antoine Verdonck', ['mourlon', 'referent', '2015-01-05']),
  of('Lucia Moretti-Blin', ['mourlon', 'member', '2020-02-24']),
  of('Samuel Okafor', ['mourlon', 'member', '2022-04-11']),
  of('Hugo Prigent', ['derailleur', 'referent', '2017-05-02']),
  of('Sabrina Meziane', ['derailleur', 'member', '2021-06-07']),
  of('Étienne Lavergne-Roux', ['copeaux', 'referent', '2018-02-26']),
  of('Magda Kowalczyk', ['copeaux', 'member', '2019-11-25']),
  of('Jean-Baptiste Moutoussamy', ['navette', 'referent', '2016-02-15']),
  of('Christiane Aubertin', ['navette', 'member', '2017-08-28'], ['familles', 'member', '2019-01-07']),
  of('Rachid Tlemçani', ['navette', 'member', '2021-12-06']),
  of('Marguerite Osei', ['liens', 'referent', '2015-09-01']),
  of('Sylvain Charpentreau', ['liens', 'member', '2018-08-27']),
  of('Leïla Haddouche', ['liens', 'member', '2020-09-07']),
  of('Danielle Rosenfeld', ['liens', 'member', '2016-01-04', '2025-08-31']),
  of('Bruno Escoffre', ['limon', 'referent', '2016-09-05']),
  of('Nolwenn Kerbrat', ['limon', 'member', '2019-02-18']),
  of('Mamadou Baldé', ['limon', 'member', '2023-01-09']),
  { name: 'Priya Raman', locale: 'en', affiliations: [['campus', 'referent', '2019-01-14']] },
  of('Théo Wauquier', ['campus', 'member', '2021-09-06']),
  of('Yasmine El Fassi', ['campus', 'member', '2022-09-05']),
  of('Véronique Dampierre', ['saisons', 'referent', '2014-09-01']),
  of('Issa Traoré-Martin', ['saisons', 'member', '2020-01-13']),
  of('Camille Stradella', ['saisons', 'member', '2022-08-29']),
  of('Odile Bressuire', ['mediatheque', 'referent', '2018-06-11']),
  of('Ngoc Lan Pham', ['mediatheque', 'member', '2021-04-26']),
  of('Philippe Garancher', ['emploi', 'referent', '2017-10-02']),
  of('Awa Cissokho', ['emploi', 'member', '2021-02-01']),
  of('Vincent Morvandiau', ['octet', 'referent', '2017-11-06']),
  of('Sélim Arbaoui', ['octet', 'member', '2020-10-19'], ['langues', 'member', '2023-02-06']),
  of('Isabelle Quesnoy', ['chiffres', 'referent', '2016-04-04']),
  of('Renaud Bisset-Gomis', ['chiffres', 'member', '2019-06-17']),
  of('Dorothée Lanvin', ['plis', 'referent', '2019-09-16']),
  of('Mickaël Désiré', ['louches', 'referent', '2015-06-29']),
  of('Gabriela Sandu', ['louches', 'member', '2021-10-04']),
  { name: 'Fiona MacAllister', locale: 'en', affiliations: [['virgule', 'referent', '2018-10-01']] },
  of('Grégoire Sainte-Rose', ['lisiere', 'referent', '2015-02-17']),
  of('Anouk Bellessort', ['etabli', 'referent', '2017-03-20']),
  of('Julien Hakimi', ['etabli', 'member', '2022-01-17'], ['campus', 'member', '2023-09-04']),
  of('Nathalie Fournel-Diop', ['familles', 'referent', '2016-11-28']),
  of('Mariam Sahakyan', ['langues', 'referent', '2015-09-10']),
  of('Bérénice Tanoh-Rivière', ['tanoh', 'referent', '2020-02-03']),
  of('Youssef Carlier-Benaïssa', ['carlier', 'referent', '2021-05-17']),
  of('Marie-Josée Payet-Hoarau', ['lambrequin', 'referent', '2023-03-01']),
  of('Dimitri Virapin', ['lambrequin', 'member', '2023-03-01']),
  of('Josiane Périchon', ['filasoi', 'referent', '2017-01-09', '2025-12-31']),
];

/** `[person, body, from, to?]`; coordinators have no body. */
export const offices: { person: string; body?: string; from: string; to?: string }[] = [
  { person: 'Claire Delaunay-Petit', from: '2016-06-01' },
  { person: 'Tiago Ferreira-Lopes', from: '2022-03-14' },
  { person: 'Véronique Dampierre', body: 'Bureau', from: '2024-06-14' },
  { person: 'Philippe Garancher', body: 'Bureau', from: '2024-06-14' },
  { person: 'Isabelle Quesnoy', body: 'Bureau', from: '2024-06-14' },
  { person: 'Marguerite Osei', body: 'Commission des moyens partagés', from: '2025-06-20' },
  { person: 'Hugo Prigent', body: 'Commission des moyens partagés', from: '2025-06-20' },
  { person: 'Odile Bressuire', body: 'Commission des moyens partagés', from: '2024-06-14' },
  { person: 'Danielle Rosenfeld', body: 'Bureau', from: '2021-06-11', to: '2024-06-13' },
];

/** Charter: the interests that people have declared, so that they are kept out of decisions. */
export const interests: { person: string; organisation: string; nature: string; from: string; to?: string }[] = [
  { person: 'Hugo Prigent', organisation: 'navette', nature: 'Administrateur bénévole', from: '2022-04-02' },
  {
    person: 'Isabelle Quesnoy',
    organisation: 'louches',
    nature: 'Tient la comptabilité de la coopérative',
    from: '2019-01-01',
  },
  {
    person: 'Marguerite Osei',
    organisation: 'familles',
    nature: 'Conjoint salarié de l’association',
    from: '2021-09-01',
  },
  { person: 'Rémi Castagnède', organisation: 'copeaux', nature: 'Associé de la coopérative', from: '2018-02-26' },
  {
    person: 'Pascale Hugonnier',
    organisation: 'saisons',
    nature: 'Élue référente du centre social',
    from: '2020-07-03',
  },
  {
    person: 'Anouk Bellessort',
    organisation: 'limon',
    nature: 'Formatrice vacataire',
    from: '2021-01-04',
    to: '2024-07-05',
  },
];

/** Who decides on requests: for an organisation's resources, a site's, or one resource. Others: each owner's referent. */
export const scopes: {
  person: string;
  organisation?: string;
  site?: string;
  resource?: string;
  rank: 'approver' | 'substitute';
  from: string;
  to?: string;
}[] = [
  { person: 'Nadir Khelloufi', organisation: 'halle', rank: 'approver', from: '2019-04-01' },
  { person: 'Nadir Khelloufi', resource: 'master-depot', rank: 'approver', from: '2023-01-01' },
  { person: 'Nadir Khelloufi', resource: 'salle-labour', rank: 'approver', from: '2024-01-01' },
  { person: 'Solange Thévenin', organisation: 'halle', rank: 'substitute', from: '2019-04-01' },
  { person: 'Maud Le Guennec', organisation: 'halle', rank: 'substitute', from: '2021-01-01' },
  { person: 'Anouk Bellessort', site: 'etabli', rank: 'approver', from: '2017-03-20' },
  { person: 'Rémi Castagnède', site: 'etabli', rank: 'substitute', from: '2022-10-01' },
  { person: 'Mourad Benslimane', organisation: 'chenes', rank: 'approver', from: '2018-01-01' },
  { person: 'Issa Traoré-Martin', organisation: 'chenes', rank: 'substitute', from: '2022-01-01' },
  { person: 'Rachid Tlemçani', organisation: 'navette', rank: 'approver', from: '2022-01-01' },
  { person: 'Maud Le Guennec', organisation: 'navette', rank: 'substitute', from: '2022-01-01' },
  { person: 'Sylvain Charpentreau', organisation: 'liens', rank: 'approver', from: '2019-01-01' },
  { person: 'Marguerite Osei', organisation: 'liens', rank: 'substitute', from: '2019-01-01' },
  { person: 'Gaël Rakotoarisoa', site: 'sabliere', rank: 'substitute', from: '2023-01-01', to: '2026-06-30' },
  { person: 'Loïc Pennanec’h', organisation: 'manche', rank: 'substitute', from: '2021-01-01' },
  { person: 'Idriss Sow', organisation: 'manche', rank: 'substitute', from: '2024-03-01' },
  { person: 'Maud Le Guennec', site: 'ferme', rank: 'substitute', from: '2021-01-01' },
  { person: 'Idriss Sow', organisation: 'louches', rank: 'substitute', from: '2024-03-01' },
];
