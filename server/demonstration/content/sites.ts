/** `[first weekday, last weekday, opens, closes]`, ISO weekdays, hours of the day. */
export type Hours = [first: number, last: number, opens: number, closes: number];

export interface DemoSite {
  slug: string;
  name: string;
  address: string;
  postcode: string;
  commune: string;
  at: [latitude: number, longitude: number];
  zone?: 'Indian/Reunion';
  hours: Hours[];
  /** Closes on public holidays, three weeks in August and between Christmas and the new year. */
  rests: boolean;
  access: string;
}

export const sites: DemoSite[] = [
  {
    slug: 'halle',
    name: 'Halle du Vieux Moulin',
    address: '14 rue du Vieux Moulin',
    postcode: '91400',
    commune: 'Orsay',
    at: [48.6983, 2.1874],
    hours: [[1, 7, 8, 23]],
    rests: false,
    access:
      'À 8 minutes à pied de la gare. Entrée de plain-pied côté cour, portes de 90 cm, ascenseur vers l’étage, sanitaires accessibles au rez-de-chaussée. Trois places de stationnement réservées. Code d’entrée transmis la veille.',
  },
  {
    slug: 'sabliere',
    name: 'Ressourcerie de la Sablière',
    address: '3 chemin de la Sablière',
    postcode: '91120',
    commune: 'Palaiseau',
    at: [48.7141, 2.2388],
    hours: [
      [1, 5, 8.5, 19],
      [6, 6, 9, 18],
    ],
    rests: true,
    access:
      'Quai de chargement à l’arrière, hauteur limitée à 3,20 m. Rampe amovible à demander à l’accueil. Sanitaires accessibles dans la boutique.',
  },
  {
    slug: 'chenes',
    name: 'Maison de quartier des Grands Chênes',
    address: '2 allée des Grands Chênes',
    postcode: '91940',
    commune: 'Les Ulis',
    at: [48.6809, 2.1694],
    hours: [
      [1, 5, 8, 21],
      [6, 6, 9, 20],
      [7, 7, 10, 18],
    ],
    rests: true,
    access:
      'Arrêt de bus devant l’entrée. Bâtiment de plain-pied, boucle magnétique à l’accueil. Clés à retirer auprès du gardien avant 19 h 30.',
  },
  {
    slug: 'campus',
    name: 'Campus des Trois Platanes',
    address: '27 avenue des Trois Platanes',
    postcode: '91300',
    commune: 'Massy',
    at: [48.7266, 2.2731],
    hours: [
      [1, 5, 8, 20],
      [6, 6, 9, 17],
    ],
    rests: true,
    access:
      'À 12 minutes à pied de la gare. Ascenseur vers tous les niveaux, salle de repos, sanitaires accessibles au rez-de-chaussée et au deuxième étage.',
  },
  {
    slug: 'pont',
    name: 'Atelier du Vieux Pont',
    address: '9 quai du Vieux Pont',
    postcode: '91440',
    commune: 'Bures-sur-Yvette',
    at: [48.6958, 2.1637],
    hours: [[2, 6, 9, 19]],
    rests: true,
    access:
      'Cour pavée : préférez l’entrée par le quai. Une marche de 12 cm, rampe posée sur demande. Arceaux pour trente vélos.',
  },
  {
    slug: 'ferme',
    name: 'Ferme du Clos Mourlon',
    address: 'Route du Clos Mourlon',
    postcode: '91190',
    commune: 'Gif-sur-Yvette',
    at: [48.7034, 2.1156],
    hours: [[1, 6, 8, 19]],
    rests: true,
    access:
      'Parking en herbe, chemin stabilisé jusqu’à la grange. Toilettes sèches accessibles. Pas d’éclairage extérieur : prévoir une lampe en hiver.',
  },
  {
    slug: 'etabli',
    name: 'L’Établi',
    address: '5 rue des Charrons',
    postcode: '91400',
    commune: 'Saclay',
    at: [48.7312, 2.1718],
    hours: [
      [1, 1, 13, 20],
      [2, 5, 9, 21],
      [6, 6, 10, 18],
    ],
    rests: true,
    access: 'De plain-pied. Chaussures fermées obligatoires dans les zones machines. Casques antibruit fournis.',
  },
  {
    slug: 'prairie',
    name: 'Atelier de la Prairie',
    address: '41 rue de la Prairie',
    postcode: '91140',
    commune: 'Villebon-sur-Yvette',
    at: [48.6999, 2.2401],
    hours: [[1, 5, 7.5, 20]],
    rests: true,
    access:
      'Accès par le portail des livraisons. Sol plan, pas de marche. Stationnement possible dans la cour après 17 h.',
  },
  {
    slug: 'depot',
    name: 'Dépôt des Coteaux',
    address: '18 rue des Coteaux',
    postcode: '91160',
    commune: 'Longjumeau',
    at: [48.6937, 2.2951],
    hours: [[1, 6, 7, 20]],
    rests: true,
    access:
      'Parc fermé, portillon à code. Boîte à clés à droite du bureau : le code est envoyé une heure avant le départ.',
  },
  {
    slug: 'cuisine',
    name: 'Cuisine des Deux Louches',
    address: '6 impasse du Four à Pain',
    postcode: '91370',
    commune: 'Verrières-le-Buisson',
    at: [48.7459, 2.2654],
    hours: [[1, 6, 7, 22]],
    rests: true,
    access:
      'Livraisons par l’impasse, 3,5 t au plus. Vestiaires et douche. Tenue propre et chaussures de sécurité exigées en cuisine.',
  },
  {
    slug: 'lisiere',
    name: 'Grange de la Lisière',
    address: '22 chemin de la Lisière',
    postcode: '91570',
    commune: 'Bièvres',
    at: [48.7538, 2.2131],
    hours: [[1, 7, 9, 22.5]],
    rests: false,
    access:
      'Dernier bus à 21 h 10. Gradin démontable, deux emplacements pour fauteuils roulants, loges au rez-de-chaussée.',
  },
  {
    slug: 'lambrequin',
    name: 'Case Lambrequin',
    address: '11 rue des Flamboyants',
    postcode: '97410',
    commune: 'Saint-Pierre',
    at: [-21.3409, 55.4786],
    zone: 'Indian/Reunion',
    hours: [
      [1, 5, 8, 18],
      [6, 6, 8, 12],
    ],
    rests: false,
    access: 'Varangue de plain-pied, salle climatisée à l’étage sans ascenseur. Heures de La Réunion.',
  },
];
