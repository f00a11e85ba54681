import { createServer, type Socket } from 'node:net';

export interface Captured {
  from: string;
  recipients: string[];
  /** Header and body as they came over the wire, dot-stuffing undone. */
  data: string;
}

/** A mail server that keeps what it is given; `answer` is what it says after the data (250 takes the mail). */
export interface SmtpStub {
  url: string;
  mails: Captured[];
  answer: string;
  close(): Promise<void>;
}

export async function startSmtp(port = 0): Promise<SmtpStub> {
  const sockets = new Set<Socket>();
  const stub: SmtpStub = { url: '', mails: [], answer: '250 taken', close: async () => {} };
  const server = createServer(socket => {
    sockets.add(socket.once('close', () => sockets.delete(socket)).on('error', () => {}));
    converse(socket, stub);
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  stub.url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  stub.close = () =>
    new Promise(resolve => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return stub;
}

function converse(socket: Socket, stub: SmtpStub): void {
  let buffer = '';
  let mail: Captured = { from: '', recipients: [], data: '' };
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const take = (line: string) => {
    if (inData && line !== '.') mail.data += `${line.replace(/^\./, '')}\r\n`;
    else if (inData) {
      inData = false;
      if (stub.answer.startsWith('250')) stub.mails.push(mail);
      mail = { from: '', recipients: [], data: '' };
      say(stub.answer);
    } else if (/^DATA/i.test(line)) {
      inData = true;
      say('354 go on');
    } else {
      if (/^MAIL FROM/i.test(line)) mail.from = line;
      if (/^RCPT TO/i.test(line)) mail.recipients.push(line);
      say(/^QUIT/i.test(line) ? '221 bye' : '250 ok');
    }
  };
  say('220 stub');
  socket.on('data', chunk => {
    const lines = (buffer + chunk.toString('latin1')).split('\r\n');
    buffer = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

/** The value of a header, unfolded and decoded; undefined when it is not there. */
export function header(mail: Captured, name: string): string | undefined {
  const head = (mail.data.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find(one => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line
    ?.slice(name.length + 1)
    .trim()
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/g, (_byte, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString(),
    );
}
