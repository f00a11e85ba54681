/** The owners' terms, by family of resource. `{owner}` and `{name}` are replaced; a blank line parts paragraphs. */
export const terms = {
  room: `{owner} met {name} à la disposition des membres du réseau pour des réunions, des ateliers et des formations ouverts sans distinction. L’activité commerciale avec vente sur place n’est possible qu’avec un accord écrit.

La salle se rend comme elle a été trouvée : tables essuyées, chaises rangées, tableau effacé, fenêtres fermées et lumières éteintes. Le temps de rangement fait partie de la réservation ; prévoyez un quart d’heure.

La personne qui réserve est responsable des lieux et des clés pendant toute la durée. Elle s’assure que le nombre de personnes annoncé n’est pas dépassé et que les issues restent libres. Toute dégradation est signalée le jour même.

Une réservation qui ne servira pas est annulée dès que possible : une salle vide manque toujours à quelqu’un.`,
  hall: `{name} accueille les événements des membres du réseau : assemblées, fêtes de quartier, spectacles, marchés solidaires. {owner} reçoit chaque organisateur pour une visite avant le premier événement.

L’organisateur désigne une personne responsable de la sécurité, présente du début à la fin. Le son s’arrête à 22 h 30 du dimanche au jeudi et à 23 h les autres jours. Les boissons sont servies dans des gobelets réutilisables, prêtés sur place.

Une attestation d’assurance de responsabilité civile en cours de validité est demandée une fois par an. Le ménage est à la charge de l’organisateur ; à défaut, il est facturé 90 euros.

En cas d’annulation à moins de sept jours, la moitié de la participation reste due, sauf si la salle est reprise par un autre membre.`,
  kitchen: `{owner} partage {name} avec les membres qui cuisinent pour d’autres. Une personne formée à l’hygiène alimentaire est présente pendant tout le temps de production ; son attestation est jointe à la première demande.

Les températures sont relevées sur le registre à l’arrivée et au départ. Les denrées apportées sont étiquetées et datées ; rien ne reste en chambre froide après la réservation.

Le plan de nettoyage affiché près de la plonge est suivi et signé. Le matériel ébréché ou manquant se signale sans crainte : il sera remplacé, pas reproché.`,
  vehicle: `{owner} prête {name} aux membres du réseau, pour leur activité et sur le territoire du pôle ; un trajet de plus de 150 kilomètres s’indique dans la demande.

La personne au volant a plus de 21 ans, un permis en cours de validité depuis deux ans et l’a présenté une fois à {owner}. Elle remplit le carnet de bord au départ et au retour : kilométrage, carburant, état du véhicule.

Le véhicule revient propre, avec au moins le même niveau de carburant ou de charge. La franchise de 400 euros est à la charge de l’emprunteur en cas de sinistre responsable. Les contraventions lui sont transmises.

En cas de panne, appelez d’abord le numéro d’assistance collé sur le pare-soleil, puis {owner}. Ne faites rien réparer sans accord.`,
  bike: `{owner} prête {name} à toute personne mandatée par une organisation membre, après une prise en main d’un quart d’heure.

Le vélo est attaché par le cadre avec les deux antivols fournis, et rentré la nuit. La batterie revient chargée. Casque recommandé, obligatoire pour les enfants transportés.

Une crevaison se répare gratuitement à l’atelier. Le vol sans les deux antivols reste à la charge de l’emprunteur.`,
  equipment: `{owner} met {name} en commun pour que personne n’ait à l’acheter deux fois. Le matériel se retire et se rapporte aux heures d’ouverture du lieu, par une personne de l’organisation qui a réservé.

L’état est vérifié ensemble au départ et au retour. Ce qui est abîmé par l’usage est réparé par {owner} ; ce qui est perdu ou cassé par négligence est remboursé à sa valeur d’occasion.

Le matériel n’est ni sous-loué, ni prêté à un tiers. Si vous rapportez plus tôt, dites-le : un autre membre attend peut-être.`,
  digital: `{owner} prête {name} pour des formations, des permanences et des événements. Les appareils sont remis chargés, avec leurs chargeurs et une session propre.

N’y laissez aucune donnée personnelle : tout est effacé au retour. N’installez pas de logiciel sans en parler à {owner}, qui le fera volontiers pour vous.

Un écran cassé ou un appareil perdu est remplacé par un appareil reconditionné équivalent, au prix coûtant.`,
  tool: `{name} s’utilise après la formation de sécurité de {owner}, valable deux ans. Les équipements de protection prêtés avec l’outil se portent, même pour cinq minutes.

L’outil est vérifié avant chaque départ. S’il chauffe, vibre ou fait un bruit inhabituel, arrêtez et rapportez-le : il sera contrôlé, sans question.

Les consommables (lames, forets, fil) sont à votre charge. Pas d’usage par des mineurs, sauf à l’atelier avec une encadrante.`,
  staff: `{owner} met du temps de travail à disposition des membres, à prix coûtant et sans but lucratif, dans le cadre d’une convention signée avant la première intervention. La personne garde son employeur, son salaire et ses droits.

Les demi-journées vont de 9 h à 12 h 30 et de 13 h 30 à 17 h. Préparez les pièces utiles et désignez un interlocuteur : c’est la condition d’un temps bien employé. Les déplacements dans le territoire du pôle sont compris.

La personne peut refuser une mission qui ne relève pas de son métier. Une annulation à moins de deux jours ouvrés est due pour moitié.`,
} as const;

export type TermsFamily = keyof typeof terms;

/** What is added from the second version on. */
export const addendum = `

Depuis cette version : en période d’alerte météorologique orange ou rouge, l’annulation est toujours gratuite.`;
