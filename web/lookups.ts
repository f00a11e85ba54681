import type { PersonSummary } from '../shared/organisation.ts';
import { api, call } from './api.ts';
import type { ComboboxItem } from './ui/Combobox.tsx';

/** What a `Combobox` looks up while somebody types; the first ones where nothing is typed yet. */

const most = '20';
const asked = (text: string) => (text ? { q: text, limit: most } : { limit: most });

export async function findResources(text: string): Promise<ComboboxItem[]> {
  const { items } = await call(api.resources.$get({ query: asked(text) }));
  return items.map(one => ({ value: one.id, label: one.name, detail: one.site.name }));
}

/** Those that the person cares for. */
export async function findManagedResources(text: string): Promise<ComboboxItem[]> {
  const { items } = await call(api.resources.$get({ query: { ...asked(text), managed: 'true' } }));
  return items.map(one => ({ value: one.id, label: one.name, detail: one.site.name }));
}

export async function findSites(text: string): Promise<ComboboxItem[]> {
  const { items } = await call(api.sites.$get({ query: asked(text) }));
  return items.map(one => ({ value: one.id, label: one.name, detail: one.commune }));
}

export async function findOrganisations(text: string): Promise<ComboboxItem[]> {
  const { items } = await call(api.organisations.$get({ query: asked(text) }));
  return items.map(one => ({ value: one.id, label: one.name, detail: one.commune ?? undefined }));
}

/** Who may come in: of one's own organisations; of the network, for the coordinator. */
export async function findPeople(text: string): Promise<ComboboxItem[]> {
  const { items } = await call(api.people.$get({ query: asked(text) }));
  return items.filter(one => one.deactivatedAt === null).map(personItem);
}

/** As `findPeople`, and who is shut out: they have a past. */
export async function findAnybody(text: string): Promise<ComboboxItem[]> {
  const { items } = await call(api.people.$get({ query: asked(text) }));
  return items.map(personItem);
}

function personItem({ id, name, email, affiliations }: PersonSummary): ComboboxItem {
  const detail = affiliations.map(affiliation => affiliation.organisationName).join(', ') || email;
  return { value: id, label: name, detail };
}
