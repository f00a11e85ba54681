import { type Identity, identities, type Sample, type World } from './world.ts';

/** What a route answers to each identity, when asked of a certain object. */
export interface Entry {
  /** `METHOD /path` as the application registers it. */
  route: string;
  /** The object that is asked for. */
  of: string;
  answers: Record<Identity, number>;
  /** Makes the object and the request: each call another. */
  send: (world: World) => Promise<Sample> | Sample;
}

export function entry(route: string, of: string, answers: Entry['answers'], send: Entry['send']): Entry {
  return { route, of, answers, send };
}

/** That status for those who are named, another for all others who are signed in, 401 for who is not. */
export function only(names: string, status: number, others: number, more: Partial<Entry['answers']> = {}) {
  const granted = names.split(' ');
  const answers = identities.map(who => [who, granted.includes(who) ? status : others]);
  return { ...(Object.fromEntries(answers) as Entry['answers']), anonymous: 401, ...more };
}

/** For all who are signed in. */
export const signedIn = (status: number) => only('', status, status);

/** For all, with or without a session. */
export const anyone = (status: number) => only('', status, status, { anonymous: status });

/** Any version will do: who may do a thing is not a matter of which version they have read. */
export const anyVersion = { 'If-Match': '*' };

export const nobody = '00000000-0000-4000-8000-000000000000';
export const unusedToken = 'a-token-that-nobody-was-given';
