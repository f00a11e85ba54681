import type { Db } from '../server/database/connect.ts';
import type { NewRow } from '../server/database/tables.ts';

/** The small network that tests play in. Paris, open weekdays and Saturdays 08:00 to 20:00; nothing needs approval unless said. */
export interface TestNetwork {
  /** Lends; its people are the owner and, as approver of all that it owns, the manager. */
  lender: string;
  /** Borrows; its people are the member and the colleague. */
  borrower: string;
  /** Another member organisation; its person is the rival. */
  third: string;
  site: string;
  people: Record<PersonName, string>;
}

export type PersonName =
  | 'member'
  | 'colleague'
  | 'owner'
  | 'manager'
  | 'substitute'
  | 'rival'
  | 'elected'
  | 'coordinator'
  | 'stranger';

/** `stranger` has an account and no affiliation. */
export const emailOf = (name: PersonName) => `${name}@example.test`;

export async function createNetwork(db: Db): Promise<TestNetwork> {
  await db.insertInto('network').values({ name: 'Réseau d’essai', time_zone: 'Europe/Paris' }).execute();
  const organisation = (name: string, kind: NewRow<'organisation'>['kind']) =>
    insertedId(db, 'organisation', { name, kind, joined_on: '2020-01-01' });
  const [lender, borrower, third] = [
    await organisation('L’Atelier', 'company'),
    await organisation('Les Jardins', 'association'),
    await organisation('La Fabrique', 'training_body'),
  ];
  const site = await createSite(db);

  const person = (name: PersonName) =>
    insertedId(db, 'person', { name: name[0]?.toUpperCase() + name.slice(1), email: emailOf(name), locale: 'fr' });
  const people = {
    member: await person('member'),
    colleague: await person('colleague'),
    owner: await person('owner'),
    manager: await person('manager'),
    substitute: await person('substitute'),
    rival: await person('rival'),
    elected: await person('elected'),
    coordinator: await person('coordinator'),
    stranger: await person('stranger'),
  };
  const affiliate = (person_id: string, organisation_id: string, role: 'member' | 'referent') =>
    db.insertInto('affiliation').values({ person_id, organisation_id, role, valid_from: '2020-01-01' }).execute();
  await affiliate(people.member, borrower, 'member');
  await affiliate(people.colleague, borrower, 'referent');
  await affiliate(people.owner, lender, 'referent');
  await affiliate(people.manager, lender, 'member');
  await affiliate(people.substitute, lender, 'member');
  await affiliate(people.rival, third, 'member');
  for (const [name, rank] of [
    ['manager', 'approver'],
    ['substitute', 'substitute'],
  ] as const) {
    await db
      .insertInto('approver_scope')
      .values({ person_id: people[name], organisation_id: lender, rank, valid_from: '2020-01-01' })
      .execute();
  }
  await db
    .insertInto('network_role')
    .values([
      { person_id: people.coordinator, role: 'coordinator', valid_from: '2020-01-01' },
      { person_id: people.elected, role: 'elected', body: 'Bureau', valid_from: '2020-01-01' },
    ])
    .execute();
  return { lender, borrower, third, site, people };
}

export async function createSite(db: Db, site: Partial<NewRow<'site'>> = {}): Promise<string> {
  const id = await insertedId(db, 'site', {
    name: `Lieu ${Math.random().toString(36).slice(2, 8)}`,
    commune: 'Orsay',
    latitude: 48.699,
    longitude: 2.187,
    time_zone: 'Europe/Paris',
    ...site,
  });
  await db
    .insertInto('site_opening')
    .values([1, 2, 3, 4, 5, 6].map(weekday => ({ site_id: id, weekday, opens_minute: 480, closes_minute: 1200 })))
    .execute();
  return id;
}

/** A resource that anyone may book without approval, with lenient criteria; say what differs. */
export async function createResource(
  db: Db,
  network: TestNetwork,
  resource: Partial<NewRow<'resource'>> = {},
  criteria: Partial<NewRow<'criteria'>> = {},
): Promise<string> {
  const id = await insertedId(db, 'resource', {
    kind: 'room',
    name: `Moyen ${Math.random().toString(36).slice(2, 8)}`,
    owner_id: network.lender,
    site_id: network.site,
    approval: 'automatic',
    ...resource,
  });
  await db
    .insertInto('criteria')
    .values({ resource_id: id, version: 1, within_opening_hours: false, ...criteria })
    .execute();
  return id;
}

async function insertedId<T extends 'organisation' | 'person' | 'site' | 'resource'>(
  db: Db,
  table: T,
  row: NewRow<T>,
): Promise<string> {
  const inserted = await db
    .insertInto(table)
    .values(row as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return (inserted as { id: string }).id;
}
