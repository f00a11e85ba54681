import { ImapFlow } from 'imapflow';
import type { Db } from '../database/connect.ts';
import { transact } from '../database/transact.ts';
import type { Act } from '../history/record.ts';
import type { Jobs } from '../jobs/queue.ts';
import { readAnswers } from './incoming.ts';
import { type Taken, takeReply } from './take-reply.ts';

/** An answer is small; what is larger is somebody's mail. */
const maxOctets = 512 * 1024;
const mailsPerRun = 200;
/** Milliseconds; a server that does not answer must not hold the job. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const;

export interface Reading {
  now: Date;
  jobs: Jobs;
  /** What was answered, for open screens. */
  acts: Act[];
}

interface Mailbox {
  /** Whose it is, without the password. */
  name: string;
  path: string;
  connect: () => ImapFlow;
}

/**
 * Takes the answers that have come to the mailbox since it was last read, and marks these mails as seen. All others are looked
 * at once, and left as they are for whoever reads the mailbox.
 * @returns how many answers counted
 * @throws what the mail server or the database fails with; the next run goes on from there
 */
export async function readMailbox(db: Db, imapUrl: string, reading: Reading): Promise<number> {
  const { name, path, connect } = mailboxOf(imapUrl);
  const client = connect();
  // Without a listener a connection that breaks between two commands would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    const lock = await client.getMailboxLock(path);
    try {
      return await readOpen(db, client, name, reading);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

function mailboxOf(imapUrl: string): Mailbox {
  const url = new URL(imapUrl);
  const secure = url.protocol === 'imaps:';
  const user = decodeURIComponent(url.username);
  const path = decodeURIComponent(url.pathname.replace(/^\//, '')) || 'INBOX';
  const port = url.port === '' ? (secure ? 993 : 143) : Number(url.port);
  const auth = { user, pass: decodeURIComponent(url.password) };
  return {
    name: `${user}@${url.hostname}/${path}`,
    path,
    connect: () =>
      new ImapFlow({ host: url.hostname, port, secure, auth, logger: false, disableAutoIdle: true, ...patience }),
  };
}

async function readOpen(db: Db, client: ImapFlow, name: string, reading: Reading): Promise<number> {
  if (!client.mailbox) throw new Error('the mailbox is not open');
  const validity = String(client.mailbox.uidValidity);
  const progress = await db.selectFrom('mailbox_progress').selectAll().where('mailbox', '=', name).executeTakeFirst();
  const from = progress && String(progress.uid_validity) === validity ? progress.last_uid + 1 : 1;
  const listed = await client.fetchAll(`${from}:*`, { uid: true, size: true }, { uid: true });
  // `n:*` names the last mail even where its number is below n (RFC 3501 6.4.8).
  const fresh = listed.filter(mail => mail.uid >= from).toSorted((a, b) => a.uid - b.uid);
  let taken = 0;
  for (const { uid, size = 0 } of fresh.slice(0, mailsPerRun)) {
    const mail = size > maxOctets ? false : await client.fetchOne(String(uid), { source: true }, { uid: true });
    const outcome = await takeMail(db, mail ? mail.source : undefined, { name, validity, uid }, reading);
    if (outcome !== 'foreign') await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    if (outcome === 'taken') taken++;
  }
  return taken;
}

/** The answers of a mail and the note that it was read are written together. */
async function takeMail(
  db: Db,
  source: Buffer | undefined,
  { name, validity, uid }: { name: string; validity: string; uid: number },
  { now, jobs, acts }: Reading,
): Promise<Taken> {
  const answers = source ? await readAnswers(source) : null;
  const done: Act[] = [];
  const outcome = await transact(db, now, async tx => {
    done.length = 0;
    const outcomes: Taken[] = [];
    for (const reply of answers?.replies ?? []) {
      outcomes.push(await takeReply(tx, answers?.sender ?? '', reply, { now, jobs, acts: done }));
    }
    const progress = { uid_validity: validity, last_uid: uid, read_at: now };
    await tx
      .insertInto('mailbox_progress')
      .values({ mailbox: name, ...progress })
      .onConflict(conflict => conflict.column('mailbox').doUpdateSet(progress))
      .execute();
    return outcomes.find(one => one === 'taken') ?? outcomes.find(one => one === 'ignored') ?? 'foreign';
  });
  acts.push(...done);
  return outcome;
}
