import { randomUUID } from 'node:crypto';
import { anyone, anyVersion, type Entry, entry, nobody, only, signedIn, unusedToken } from './policy-entry.ts';

const phrase = 'a long enough phrase';
const mailbox = () => `${randomUUID()}@example.test`;

/** Signing in and out: public, or about oneself. */
const signIn: Entry[] = [
  entry('GET /api/auth/methods', 'the ways to sign in', anyone(200), () => ({ path: '/api/auth/methods' })),
  entry('POST /api/auth/sign-in/email', 'somebody else', anyone(401), () => ({
    path: '/api/auth/sign-in/email',
    body: { email: 'owner@example.test', password: phrase },
  })),
  entry('POST /api/auth/sign-in/magic-link', 'an unknown mailbox', anyone(200), () => ({
    path: '/api/auth/sign-in/magic-link',
    body: { email: mailbox() },
  })),
  entry('POST /api/auth/magic-link/redemption', 'a token never given', anyone(410), () => ({
    path: '/api/auth/magic-link/redemption',
    body: { token: unusedToken },
  })),
  entry('POST /api/auth/request-password-reset', 'an unknown mailbox', anyone(200), () => ({
    path: '/api/auth/request-password-reset',
    body: { email: mailbox() },
  })),
  entry('POST /api/auth/reset-password', 'a token never given', anyone(410), () => ({
    path: '/api/auth/reset-password',
    body: { token: unusedToken, newPassword: phrase },
  })),
  entry('POST /api/auth/change-password', 'oneself, without the password', signedIn(422), () => ({
    path: '/api/auth/change-password',
    body: { currentPassword: 'not my password', newPassword: phrase },
  })),
  entry('POST /api/auth/sign-out', 'oneself', anyone(200), () => ({ path: '/api/auth/sign-out' })),
  entry('POST /api/auth/revoke-sessions', 'oneself', signedIn(200), () => ({ path: '/api/auth/revoke-sessions' })),
  entry('POST /api/auth/revoke-other-sessions', 'oneself', signedIn(200), () => ({
    path: '/api/auth/revoke-other-sessions',
  })),
  entry('POST /api/auth/sign-in/oidc', 'a provider that is not configured', anyone(404), () => ({
    path: '/api/auth/sign-in/oidc',
  })),
  entry('GET /api/auth/callback/oidc', 'a provider that is not configured', anyone(404), () => ({
    path: '/api/auth/callback/oidc?code=x&state=y',
  })),
  entry('GET /api/first-run', 'the deployment', anyone(200), () => ({ path: '/api/first-run' })),
  entry('POST /api/first-run', 'a network that is there', anyone(410), () => ({
    path: '/api/first-run',
    body: {
      ...{ token: unusedToken, networkName: 'Le mien', timeZone: 'Europe/Paris', locale: 'fr' },
      organisation: { name: 'La mienne', kind: 'company' },
      person: { name: 'Moi', email: mailbox(), password: phrase },
    },
  })),
  entry('POST /api/first-run/demonstration', 'a network that is there', anyone(410), () => ({
    path: '/api/first-run/demonstration',
    body: { token: unusedToken },
  })),
  entry('DELETE /api/network/demonstration', 'a network that is real', only('', 403, 403), () => ({
    path: '/api/network/demonstration',
  })),
  entry('GET /api/session', 'oneself', signedIn(200), () => ({ path: '/api/session' })),
  entry('PATCH /api/session', 'oneself', signedIn(200), () => ({ path: '/api/session', body: { phone: '+33 1' } })),
];

const invitations: Entry[] = [
  entry('GET /api/invitations', 'those to one’s own', only('referent owner coordinator', 200, 403), () => ({
    path: '/api/invitations',
  })),
  entry('POST /api/invitations', 'the borrower', only('referent coordinator', 201, 403), w => ({
    path: '/api/invitations',
    body: { email: mailbox(), organisationId: w.borrower, role: 'referent' },
  })),
  entry('POST /api/invitations', 'the lender', only('owner coordinator', 201, 403), w => ({
    path: '/api/invitations',
    body: { email: mailbox(), organisationId: w.lender, role: 'member' },
  })),
  entry(
    'DELETE /api/invitations/:id',
    'an invitation by the borrower',
    only('referent coordinator', 200, 404, { member: 403 }),
    async w => ({ path: `/api/invitations/${await w.invitation()}` }),
  ),
  entry('POST /api/invitations/preview', 'a token never given', anyone(410), () => ({
    path: '/api/invitations/preview',
    body: { token: unusedToken },
  })),
  entry('POST /api/invitations/redemption', 'a token never given', anyone(410), () => ({
    path: '/api/invitations/redemption',
    body: { token: unusedToken, name: 'Moi', password: phrase },
  })),
];

const organisations: Entry[] = [
  entry('GET /api/organisations', 'all', signedIn(200), () => ({ path: '/api/organisations' })),
  entry('POST /api/organisations', 'a new one', only('coordinator', 201, 403), () => ({
    path: '/api/organisations',
    body: { name: `Nouvelle ${randomUUID()}`, kind: 'company' },
  })),
  entry('GET /api/organisations/:id', 'the borrower', signedIn(200), w => ({
    path: `/api/organisations/${w.borrower}`,
  })),
  entry('PATCH /api/organisations/:id', 'the contact of the borrower', only('referent coordinator', 200, 403), w => ({
    ...{
      path: `/api/organisations/${w.borrower}`,
      headers: anyVersion,
      body: { description: `Maraîchage ${randomUUID()}` },
    },
  })),
  entry('PATCH /api/organisations/:id', 'the name of the borrower', only('coordinator', 200, 403), w => ({
    ...{ path: `/api/organisations/${w.borrower}`, headers: anyVersion, body: { name: `Les Jardins ${randomUUID()}` } },
  })),
  entry('GET /api/organisations/:id/people', 'the borrower', only('member referent coordinator', 200, 403), w => ({
    path: `/api/organisations/${w.borrower}/people`,
  })),
];

const people: Entry[] = [
  entry('GET /api/people', 'those one may know of', signedIn(200), () => ({ path: '/api/people?q=exa' })),
  entry('POST /api/people/:id/deactivation', 'a person', only('coordinator', 200, 403), async w => ({
    path: `/api/people/${await w.newcomer()}/deactivation`,
  })),
  entry('POST /api/people/:id/reactivation', 'a person', only('coordinator', 200, 403), async w => ({
    path: `/api/people/${await w.newcomer()}/reactivation`,
  })),
  entry('POST /api/affiliations', 'a person with the borrower', only('coordinator', 201, 403), async w => ({
    path: '/api/affiliations',
    body: { personId: await w.newcomer(), organisationId: w.borrower, role: 'referent' },
  })),
  entry(
    'PATCH /api/affiliations/:id',
    'a person of the borrower',
    only('referent coordinator', 200, 404, { member: 403 }),
    async w => ({ path: `/api/affiliations/${await w.affiliation()}`, body: { role: 'referent' } }),
  ),
  entry(
    'DELETE /api/affiliations/:id',
    'a person of the borrower',
    only('referent coordinator', 200, 404, { member: 403 }),
    async w => ({ path: `/api/affiliations/${await w.affiliation()}` }),
  ),
  entry('GET /api/network-roles', 'all', signedIn(200), () => ({ path: '/api/network-roles' })),
  entry('POST /api/network-roles', 'an office', only('coordinator', 201, 403), async w => ({
    path: '/api/network-roles',
    body: { personId: await w.newcomer(), role: 'coordinator' },
  })),
  entry('DELETE /api/network-roles/:id', 'an office', only('coordinator', 200, 403), async w => ({
    path: `/api/network-roles/${await w.office()}`,
  })),
  entry('GET /api/interests', 'one’s own', signedIn(200), () => ({ path: '/api/interests' })),
  entry('POST /api/interests', 'one’s own', signedIn(201), w => ({
    path: '/api/interests',
    body: { organisationId: w.third, nature: 'parent' },
  })),
  entry('DELETE /api/interests/:id', 'that of the member', only('member', 200, 404), async w => ({
    path: `/api/interests/${await w.interest()}`,
  })),
];

const mail: Entry[] = [
  entry('GET /api/mail', 'the outbox', only('coordinator', 200, 403), () => ({ path: '/api/mail' })),
  entry('GET /api/mail/:id', 'a mail', only('coordinator', 200, 403), async w => ({
    path: `/api/mail/${await w.keptMail()}`,
  })),
  entry('GET /api/mail/:id', 'no mail', only('coordinator', 404, 403), () => ({ path: `/api/mail/${nobody}` })),
  entry('POST /api/mail/:id/sending', 'a mail', only('coordinator', 202, 403), async w => ({
    path: `/api/mail/${await w.keptMail()}/sending`,
  })),
];

export const peoplePolicy = [...signIn, ...invitations, ...organisations, ...people, ...mail];
