import type { AffiliationView, NewAffiliation } from '../../shared/organisation.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/connect.ts';
import { found } from '../errors.ts';
import { affiliate } from './affiliate.ts';
import { assertCoordinator } from './policy.ts';
import { doerOf, readOrganisation } from './queries.ts';

/** Affiliates someone who is there already. Referents invite instead: only the coordinator ties people to an organisation unasked. */
export async function affiliateByCoordinator(
  tx: Tx,
  input: NewAffiliation,
  context: Context,
): Promise<AffiliationView> {
  assertCoordinator(context.actor);
  await readOrganisation(tx, input.organisationId);
  found(await tx.selectFrom('person').select('id').where('id', '=', input.personId).executeTakeFirst());
  return affiliate(tx, input, doerOf(context));
}
