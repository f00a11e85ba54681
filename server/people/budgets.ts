import type { Budget } from '../http/limits.ts';

const minute = 60;

/** Wrong passwords for one account, from anywhere: guessing is slow, and a mailed link still lets its owner in. */
export const passwordBudget = (email: string): Budget => ({
  key: `sign-in:account:${email.toLowerCase()}`,
  limit: 10,
  seconds: 15 * minute,
});

/** Wrong passwords from one network. None where the network is not known: all people would share it. */
export const addressBudget = (network: string) => perNetwork('sign-in', network, 50, 15 * minute);

/** Requests for a mail from one network. */
export const mailingBudget = (network: string) => perNetwork('mailing', network, 60, 60 * minute);

/** One-time tokens tried from one network. */
export const tokenBudget = (network: string) => perNetwork('token', network, 60, 15 * minute);

/** Mails to one mailbox that anyone can cause. */
export const mailBudget = (email: string): Budget => ({
  key: `mail:${email.toLowerCase()}`,
  limit: 3,
  seconds: 60 * minute,
});

/** Wrong current passwords, tried in an open session. */
export const changeBudget = (personId: string): Budget => ({
  key: `change-password:${personId}`,
  limit: 10,
  seconds: 15 * minute,
});

function perNetwork(what: string, network: string, limit: number, seconds: number): Budget[] {
  return network === 'unknown' ? [] : [{ key: `${what}:network:${network}`, limit, seconds }];
}
