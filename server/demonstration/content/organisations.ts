import type { OrganisationKind } from '../../../shared/words.ts';

/** A member organisation of the demonstration network. None of them exists. */
export interface DemoOrganisation {
  slug: string;
  name: string;
  kind: OrganisationKind;
  commune: string;
  postcode: string;
  joined: string;
  description: string;
  left?: string;
  /** What it books a room for, in its own words. */
  activities: string[];
}

export const organisations: DemoOrganisation[] = [
  {
    slug: 'pole',
    name: 'Équipe du Pôle Yvette & Plateau',
    kind: 'association',
    commune: 'Orsay',
    postcode: '91400',
    joined: '2014-09-01',
    description:
      'L’équipe salariée du pôle : elle accueille les porteurs de projet, anime les groupes de travail et tient le secrétariat des instances élues.',
    activities: [
      'Accueil des porteurs de projet',
      'Groupe de travail achats groupés',
      'Réunion d’équipe du pôle',
      'Petit-déjeuner des adhérents',
      'Commission des moyens partagés',
    ],
  },
  {
    slug: 'halle',
    name: 'La Halle du Vieux Moulin',
    kind: 'company',
    commune: 'Orsay',
    postcode: '91400',
    joined: '2015-03-12',
    description:
      'Coopérative d’intérêt collectif qui gère une ancienne halle de meunerie : salles, bureaux de passage, événements et matériel de réception.',
    activities: [
      'Conseil coopératif',
      'Visite des futurs résidents',
      'Réunion des sociétaires',
      'Point technique bâtiment',
      'Midi des résidents',
    ],
  },
  {
    slug: 'manche',
    name: 'La Seconde Manche',
    kind: 'association',
    commune: 'Palaiseau',
    postcode: '91120',
    joined: '2014-11-20',
    description:
      'Ressourcerie et chantier d’insertion : collecte, tri, réparation et vente d’objets de seconde main, avec vingt-deux salariés en parcours.',
    activities: [
      'Formation gestes et postures',
      'Point hebdomadaire encadrants',
      'Atelier réparer son petit électroménager',
      'Entretiens de suivi des parcours',
      'Réunion des bénévoles de la boutique',
    ],
  },
  {
    slug: 'chenes',
    name: 'Régie des Grands Chênes',
    kind: 'association',
    commune: 'Les Ulis',
    postcode: '91940',
    joined: '2014-09-01',
    description:
      'Régie de quartier : entretien des espaces communs, petits travaux, jardins partagés et médiation, par et avec les habitants.',
    activities: [
      'Assemblée des habitants',
      'Réunion d’équipe espaces verts',
      'Conseil des jardins partagés',
      'Accueil des nouveaux salariés',
      'Café des locataires',
    ],
  },
  {
    slug: 'musette',
    name: 'Épicerie La Musette',
    kind: 'association',
    commune: 'Massy',
    postcode: '91300',
    joined: '2016-01-18',
    description:
      'Épicerie solidaire et café associatif : cent quarante familles y font leurs courses à prix réduit et y cuisinent ensemble.',
    activities: [
      'Comité des usagers',
      'Atelier cuisine anti-gaspi',
      'Formation des bénévoles à l’accueil',
      'Réunion de l’équipe collecte',
      'Préparation de la collecte nationale',
    ],
  },
  {
    slug: 'mourlon',
    name: 'Les Jardins du Clos Mourlon',
    kind: 'association',
    commune: 'Gif-sur-Yvette',
    postcode: '91190',
    joined: '2014-12-05',
    description:
      'Maraîchage biologique d’insertion sur quatre hectares, paniers hebdomadaires et accueil de classes à la ferme.',
    activities: [
      'Plan de culture de la saison',
      'Journée des adhérents paniers',
      'Accueil d’une classe à la ferme',
      'Bilan de saison',
      'Formation taille des fruitiers',
    ],
  },
  {
    slug: 'derailleur',
    name: 'Le Dérailleur Joyeux',
    kind: 'association',
    commune: 'Bures-sur-Yvette',
    postcode: '91440',
    joined: '2017-05-02',
    description:
      'Atelier vélo participatif : remise en selle, réparation accompagnée, location de vélos-cargos et vélo-école pour adultes.',
    activities: [
      'Vélo-école adultes',
      'Atelier révision de printemps',
      'Réunion des mécanos bénévoles',
      'Permanence gravage',
      'Atelier roues et rayons',
    ],
  },
  {
    slug: 'copeaux',
    name: 'Menuiserie Copeaux & Rabots',
    kind: 'company',
    commune: 'Villebon-sur-Yvette',
    postcode: '91140',
    joined: '2018-02-26',
    description:
      'Société coopérative de menuiserie : agencement, meubles en bois de réemploi, prêt de l’atelier en soirée à des associations.',
    activities: [
      'Réunion de chantier',
      'Présentation d’un projet d’agencement',
      'Conseil d’administration de la coopérative',
      'Recrutement d’un apprenti',
    ],
  },
  {
    slug: 'navette',
    name: 'La Navette des Coteaux',
    kind: 'association',
    commune: 'Longjumeau',
    postcode: '91160',
    joined: '2015-10-08',
    description:
      'Transport solidaire : accompagnement aux rendez-vous médicaux, sorties collectives, prêt de minibus et d’utilitaires aux associations.',
    activities: [
      'Réunion des chauffeurs bénévoles',
      'Formation premiers secours',
      'Planning des accompagnements',
      'Commission sécurité routière',
    ],
  },
  {
    slug: 'liens',
    name: 'École des Métiers du Lien',
    kind: 'training_body',
    commune: 'Massy',
    postcode: '91300',
    joined: '2014-10-15',
    description:
      'Organisme de formation aux métiers du soin et de l’accompagnement : aide à domicile, petite enfance, médiation sociale.',
    activities: [
      'Formation assistants de vie',
      'Jury de certification',
      'Analyse de pratiques',
      'Module prévention de l’épuisement',
      'Réunion pédagogique',
      'Positionnement des candidats',
    ],
  },
  {
    slug: 'limon',
    name: 'Centre de formation du Limon',
    kind: 'training_body',
    commune: 'Saclay',
    postcode: '91400',
    joined: '2016-09-05',
    description:
      'Formations qualifiantes au bâtiment durable et aux espaces naturels, pour adultes en reconversion et apprentis.',
    activities: [
      'Module éco-construction',
      'Examen blanc CAP maçon',
      'Atelier enduits terre',
      'Accueil de la promotion',
      'Conseil de perfectionnement',
    ],
  },
  {
    slug: 'campus',
    name: 'Campus Clavier Ouvert',
    kind: 'training_body',
    commune: 'Gif-sur-Yvette',
    postcode: '91190',
    joined: '2019-01-14',
    description:
      'École du numérique ouverte à toutes et à tous, sans condition de diplôme : développement, réseaux, médiation numérique.',
    activities: [
      'Atelier découverte du code',
      'Soutenances de fin de parcours',
      'Formation médiateurs numériques',
      'Rencontre avec les entreprises',
      'Sélection de la promotion de printemps',
    ],
  },
  {
    slug: 'saisons',
    name: 'Centre social Les Cinq Saisons',
    kind: 'public_body',
    commune: 'Les Ulis',
    postcode: '91940',
    joined: '2014-09-01',
    description:
      'Centre social municipal : accompagnement à la scolarité, ateliers parents-enfants, accès aux droits et sorties familiales.',
    activities: [
      'Permanence d’accès aux droits',
      'Accompagnement à la scolarité',
      'Atelier parents-enfants',
      'Conseil de maison',
      'Préparation des sorties familiales',
    ],
  },
  {
    slug: 'mediatheque',
    name: 'Médiathèque du Val d’Amont',
    kind: 'public_body',
    commune: 'Igny',
    postcode: '91430',
    joined: '2018-06-11',
    description:
      'Médiathèque intercommunale : lectures, ateliers numériques, prêts de jeux et interventions hors les murs.',
    activities: [
      'Comité de lecture adolescents',
      'Atelier numérique seniors',
      'Lecture publique',
      'Réunion du réseau des bibliothécaires',
    ],
  },
  {
    slug: 'emploi',
    name: 'Relais Emploi des Coteaux',
    kind: 'public_body',
    commune: 'Longjumeau',
    postcode: '91160',
    joined: '2015-01-22',
    description:
      'Service public intercommunal de l’emploi : rencontres employeurs, clauses d’insertion, suivi renforcé.',
    activities: [
      'Job dating métiers de la propreté',
      'Atelier CV et entretiens',
      'Information collective clauses d’insertion',
      'Comité de suivi des parcours',
      'Simulation d’entretiens',
    ],
  },
  {
    slug: 'octet',
    name: 'Octet Solidaire',
    kind: 'company',
    commune: 'Massy',
    postcode: '91300',
    joined: '2017-11-06',
    description:
      'Entreprise d’insertion qui reconditionne des ordinateurs, loue des postes et dépanne les associations.',
    activities: [
      'Atelier reconditionnement',
      'Démonstration de postes sous Linux',
      'Point d’activité atelier',
      'Accueil d’un nouveau salarié en parcours',
    ],
  },
  {
    slug: 'chiffres',
    name: 'Le Comptoir des Chiffres',
    kind: 'company',
    commune: 'Palaiseau',
    postcode: '91120',
    joined: '2016-04-04',
    description:
      'Coopérative de gestion : comptabilité, paie et appui budgétaire pour les petites structures de l’économie sociale.',
    activities: [
      'Atelier budget prévisionnel',
      'Clôture des comptes',
      'Formation trésoriers débutants',
      'Point paie du mois',
    ],
  },
  {
    slug: 'plis',
    name: 'Blanchisserie des Petits Plis',
    kind: 'company',
    commune: 'Verrières-le-Buisson',
    postcode: '91370',
    joined: '2019-09-16',
    description:
      'Blanchisserie d’insertion en circuit court pour les restaurants, les crèches et les hôtels du territoire.',
    activities: ['Réunion qualité', 'Formation hygiène du linge', 'Entretiens professionnels'],
  },
  {
    slug: 'louches',
    name: 'Traiteur Les Deux Louches',
    kind: 'company',
    commune: 'Verrières-le-Buisson',
    postcode: '91370',
    joined: '2015-06-29',
    description:
      'Traiteur engagé : cuisine de saison, produits des fermes voisines et cuisine partagée pour les associations.',
    activities: [
      'Dégustation des menus de saison',
      'Préparation d’un buffet',
      'Formation hygiène alimentaire',
      'Réunion producteurs',
    ],
  },
  {
    slug: 'virgule',
    name: 'Studio Virgule & Trait',
    kind: 'company',
    commune: 'Orsay',
    postcode: '91400',
    joined: '2018-10-01',
    description:
      'Coopérative de graphistes et de rédactrices : identité visuelle, rapports d’activité, accessibilité des documents.',
    activities: [
      'Atelier identité visuelle',
      'Présentation d’une maquette',
      'Comité de rédaction',
      'Formation écrire en facile à lire',
    ],
  },
  {
    slug: 'lisiere',
    name: 'Théâtre de la Lisière',
    kind: 'association',
    commune: 'Bièvres',
    postcode: '91570',
    joined: '2015-02-17',
    description:
      'Compagnie de théâtre et lieu de répétition : création avec les habitants, ateliers amateurs, tournées dans les communes.',
    activities: [
      'Répétition de la troupe amateur',
      'Atelier théâtre adolescents',
      'Lecture à voix haute',
      'Réunion de production',
      'Filage avant la tournée',
    ],
  },
  {
    slug: 'etabli',
    name: 'L’Établi du Plateau',
    kind: 'association',
    commune: 'Saclay',
    postcode: '91400',
    joined: '2017-03-20',
    description:
      'Atelier de fabrication partagé : bois, textile, impression 3D, découpe laser, et un outilthèque ouverte à tout le réseau.',
    activities: [
      'Initiation à l’impression 3D',
      'Soirée projets',
      'Formation sécurité machines',
      'Atelier couture',
      'Fabrication de nichoirs',
    ],
  },
  {
    slug: 'familles',
    name: 'Familles en Chemin',
    kind: 'association',
    commune: 'Igny',
    postcode: '91430',
    joined: '2016-11-28',
    description: 'Association de parents d’enfants en situation de handicap : entraide, répit, loisirs adaptés.',
    activities: [
      'Groupe de parole des parents',
      'Sortie adaptée du samedi',
      'Café des aidants',
      'Formation langue des signes',
    ],
  },
  {
    slug: 'langues',
    name: 'Accueil & Langues Massy',
    kind: 'association',
    commune: 'Massy',
    postcode: '91300',
    joined: '2015-09-10',
    description:
      'Cours de français, écrivains publics et sorties culturelles pour les personnes nouvellement arrivées.',
    activities: [
      'Cours de français débutants',
      'Cours de français avancés',
      'Permanence écrivain public',
      'Réunion des formateurs bénévoles',
      'Préparation au DELF',
    ],
  },
  {
    slug: 'tanoh',
    name: 'Bérénice Tanoh-Rivière',
    kind: 'individual',
    commune: 'Orsay',
    postcode: '91400',
    joined: '2020-02-03',
    description:
      'Personnalité indépendante : facilitatrice, elle accompagne les démarches participatives des collectivités et des associations.',
    activities: ['Atelier intelligence collective', 'Facilitation d’un séminaire'],
  },
  {
    slug: 'carlier',
    name: 'Youssef Carlier-Benaïssa',
    kind: 'individual',
    commune: 'Bures-sur-Yvette',
    postcode: '91440',
    joined: '2021-05-17',
    description:
      'Personnalité indépendante : ingénieur retraité, il conseille les projets d’énergie citoyenne et de rénovation.',
    activities: ['Réunion énergie citoyenne', 'Atelier thermographie'],
  },
  {
    slug: 'lambrequin',
    name: 'Coopérative Le Lambrequin',
    kind: 'company',
    commune: 'Saint-Pierre',
    postcode: '97410',
    joined: '2023-03-01',
    description:
      'Partenaire réunionnais du pôle : tiers-lieu coopératif, formation à distance et échanges de jeunes entre les deux territoires.',
    activities: ['Visioconférence avec le pôle', 'Atelier tressage de vacoa', 'Rencontre des porteurs de projet'],
  },
  {
    slug: 'filasoi',
    name: 'Atelier Couture Fil à Soi',
    kind: 'association',
    commune: 'Palaiseau',
    postcode: '91120',
    joined: '2017-01-09',
    left: '2025-12-31',
    description: 'Atelier de couture et d’insertion, dont l’activité a été reprise par La Seconde Manche.',
    activities: ['Atelier retouches'],
  },
];
