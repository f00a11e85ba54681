import { once } from 'node:events';
import { connect } from 'node:net';

type Reply = [kind: 1, id: number, error: { message: string } | null, result: { value?: unknown }];

/** Runs a script inside a Mozilla program, with all its rights; its last argument is a function that takes the answer. */
export interface Marionette {
  run<Answer>(script: string, ...args: unknown[]): Promise<Answer>;
  /** The text of the dialog that the program waits with; where there is one, the script that brought it answers null. */
  question(): Promise<string>;
  /** Ends the program. */
  quit(): Promise<void>;
}

/**
 * Takes a Mozilla program that was started with `--marionette` by the hand: messages are JSON after their length in octets,
 * and a colon (firefox-source-docs, “Marionette Protocol”).
 */
export async function openMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const waiting = new Map<number, { resolve: (result: Reply[3]) => void; reject: (error: Error) => void }>();
  let unread = Buffer.alloc(0);
  let asked = 0;

  socket.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (let next = takeMessage(); next !== null; next = takeMessage()) settle(JSON.parse(next));
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the program has gone')));

  function takeMessage(): string | null {
    const colon = unread.indexOf(':');
    if (colon < 0) return null;
    const end = colon + 1 + Number(unread.toString('latin1', 0, colon));
    if (unread.length < end) return null;
    const text = unread.toString('utf8', colon + 1, end);
    unread = unread.subarray(end);
    return text;
  }

  /** The greeting of the program is an object, and answers nothing. */
  function settle(message: Reply | object): void {
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message as Reply;
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(new Error(error.message));
    else one?.resolve(result);
  }

  function fail(error: Error): void {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  function ask(command: string, parameters: object): Promise<Reply[3]> {
    asked += 1;
    const id = asked;
    const text = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  const session = { timeouts: { script: 120_000 }, unhandledPromptBehavior: 'ignore' };
  await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: session } });
  await ask('Marionette:SetContext', { value: 'chrome' });
  return {
    async run<Answer>(script: string, ...args: unknown[]) {
      return (await ask('WebDriver:ExecuteAsyncScript', { script, args, newSandbox: true })).value as Answer;
    },
    question: async () => String((await ask('WebDriver:GetAlertText', {})).value),
    async quit() {
      await ask('Marionette:Quit', { flags: ['eForceQuit'] });
      socket.destroy();
    },
  };
}
