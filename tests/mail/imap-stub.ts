import { createServer, type Socket } from 'node:net';

/** A mail in the mailbox. */
export interface StoredMail {
  uid: number;
  source: string;
  flags: string[];
}

/** A mail server with one mailbox, that speaks as much IMAP4rev1 (RFC 3501) as a reader of it needs. */
export interface ImapStub {
  url: string;
  mails: StoredMail[];
  uidValidity: number;
  /** How often the text of a mail was asked for. */
  fetched: number;
  deliver(source: string): StoredMail;
  close(): Promise<void>;
}

export async function startImap(): Promise<ImapStub> {
  const sockets = new Set<Socket>();
  const stub: ImapStub = {
    ...{ url: '', mails: [], uidValidity: 7, fetched: 0, close: async () => {} },
    deliver: source => {
      const mail = { uid: (stub.mails.at(-1)?.uid ?? 0) + 3, source: source.replace(/\r?\n/g, '\r\n'), flags: [] };
      stub.mails.push(mail);
      return mail;
    },
  };
  const server = createServer(socket => {
    sockets.add(socket.once('close', () => sockets.delete(socket)).on('error', () => {}));
    converse(socket, stub);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  stub.url = `imap://answers:s%40cret@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/INBOX`;
  stub.close = () =>
    new Promise(resolve => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return stub;
}

function converse(socket: Socket, stub: ImapStub): void {
  let buffer = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('* OK [CAPABILITY IMAP4rev1] stub');
  socket.on('data', chunk => {
    const lines = (buffer + chunk.toString('latin1')).split('\r\n');
    buffer = lines.pop() ?? '';
    for (const line of lines) {
      const [, tag = '*', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
      const refusal = answer(command, stub, say);
      say(refusal === null ? `${tag} OK done` : `${tag} ${refusal}`);
      if (/^LOGOUT/i.test(command)) socket.end();
    }
  });
}

/** @returns null when it was done */
function answer(command: string, stub: ImapStub, say: (line: string) => void): string | null {
  if (/^CAPABILITY/i.test(command)) say('* CAPABILITY IMAP4rev1');
  else if (/^LOGIN/i.test(command)) return /answers"? "?s@cret/.test(command) ? null : 'NO wrong password';
  else if (/^(LIST|LSUB)/i.test(command)) say('* LIST (\\HasNoChildren) "/" "INBOX"');
  else if (/^(SELECT|EXAMINE)/i.test(command)) select(stub, say);
  else if (/^UID FETCH/i.test(command)) fetchMails(command, stub, say);
  else if (/^UID STORE/i.test(command)) store(command, stub, say);
  else if (/^LOGOUT/i.test(command)) say('* BYE');
  else if (!/^(NOOP|CLOSE|UNSELECT)/i.test(command)) return 'BAD not known here';
  return null;
}

function select(stub: ImapStub, say: (line: string) => void): void {
  say(`* ${stub.mails.length} EXISTS`);
  say('* FLAGS (\\Seen \\Answered)');
  say('* OK [PERMANENTFLAGS (\\Seen \\Answered)] limited');
  say(`* OK [UIDVALIDITY ${stub.uidValidity}] valid`);
  say(`* OK [UIDNEXT ${(stub.mails.at(-1)?.uid ?? 0) + 1}] next`);
}

function fetchMails(command: string, stub: ImapStub, say: (line: string) => void): void {
  const isWhole = /BODY\.PEEK\[\]/i.test(command);
  for (const mail of within(command.split(' ')[2] ?? '', stub)) {
    const seq = stub.mails.indexOf(mail) + 1;
    const facts = `UID ${mail.uid} RFC822.SIZE ${Buffer.byteLength(mail.source)} FLAGS (${mail.flags.join(' ')})`;
    if (isWhole) stub.fetched++;
    // A literal: its length in octets, then as many of them.
    const text = isWhole ? ` BODY[] {${Buffer.byteLength(mail.source)}}\r\n${mail.source}` : '';
    say(`* ${seq} FETCH (${facts}${text})`);
  }
}

function store(command: string, stub: ImapStub, say: (line: string) => void): void {
  const flags = /\(([^)]*)\)/.exec(command)?.[1]?.split(' ') ?? [];
  for (const mail of within(command.split(' ')[2] ?? '', stub)) {
    mail.flags = [...new Set([...mail.flags, ...flags])];
    say(`* ${stub.mails.indexOf(mail) + 1} FETCH (UID ${mail.uid} FLAGS (${mail.flags.join(' ')}))`);
  }
}

/** `5` or `5:*`; the latter names the last mail in any case (RFC 3501 6.4.8). */
function within(range: string, { mails }: ImapStub): StoredMail[] {
  const [from = 0, to] = range.split(':').map(Number);
  return mails.filter(mail => (to === undefined ? mail.uid === from : mail.uid >= from || mail === mails.at(-1)));
}
