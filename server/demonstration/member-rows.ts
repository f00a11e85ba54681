import type { NewRow } from '../database/tables.ts';
import { organisations } from './content/organisations.ts';
import { interests, offices, people } from './content/people.ts';
import { idOf, present } from './seed.ts';

/** Numbers that the French regulator keeps free for fiction (ARCEP, plan de numérotation: 01 99 00, 06 39 98). */
const digits = (index: number) =>
  `${String(Math.floor(index / 100) + 10).padStart(2, '0')} ${String(index % 100).padStart(2, '0')}`;

export function organisationRows(): NewRow<'organisation'>[] {
  return organisations.map((one, index) => ({
    id: idOf('organisation', one.slug),
    name: one.name,
    kind: one.kind,
    description: one.description,
    commune: one.commune,
    postcode: one.postcode,
    website: `https://${one.slug}.test`,
    email: `contact@${one.slug}.test`,
    phone: `01 99 00 ${digits(index * 7)}`,
    joined_on: one.joined,
    left_on: one.left ?? null,
    created_at: new Date(`${one.joined}T09:00Z`),
  }));
}

/** No address leads anywhere: the domain `test` is reserved (RFC 2606). */
export function personRows(): NewRow<'person'>[] {
  return people.map((one, index) => {
    const [organisation, , since] = present(one.affiliations[0], `an affiliation of ${one.name}`);
    return {
      id: idOf('person', one.name),
      name: one.name,
      email: one.email ?? `${plain(one.name)}@${organisation}.test`,
      phone: index % 3 === 0 ? null : `06 39 98 ${digits(index * 13)}`,
      locale: one.locale ?? 'fr',
      created_at: new Date(`${since}T09:00Z`),
      updated_at: new Date(`${since}T09:00Z`),
    };
  });
}

function plain(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
  return ascii.replace(/[’']/g, '').replace(/ +/g, '.');
}

export function affiliationRows(): NewRow<'affiliation'>[] {
  return people.flatMap(person =>
    person.affiliations.map(([organisation, role, from, to]) => ({
      id: idOf('affiliation', `${person.name} ${organisation}`),
      person_id: idOf('person', person.name),
      organisation_id: idOf('organisation', organisation),
      role,
      valid_from: from,
      valid_to: to ?? null,
    })),
  );
}

export function officeRows(): NewRow<'network_role'>[] {
  return offices.map(one => ({
    id: idOf('office', `${one.person} ${one.from}`),
    person_id: idOf('person', one.person),
    role: one.body ? 'elected' : 'coordinator',
    body: one.body ?? null,
    valid_from: one.from,
    valid_to: one.to ?? null,
  }));
}

export function interestRows(): NewRow<'declared_interest'>[] {
  return interests.map(one => ({
    id: idOf('interest', `${one.person} ${one.organisation}`),
    person_id: idOf('person', one.person),
    organisation_id: idOf('organisation', one.organisation),
    nature: one.nature,
    valid_from: one.from,
    valid_to: one.to ?? null,
  }));
}
