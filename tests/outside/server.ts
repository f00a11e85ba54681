import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutside, type OutsideOptions } from '../../server/outside/get.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  /** `http://127.0.0.1:…` */
  url: string;
  port: number;
  /** What it answers at a path, until it is told otherwise. */
  answers: Map<string, Answer>;
  requests: IncomingMessage[];
  close(): Promise<void>;
}

/** A server on this machine, which stands in for one of the outside. */
export async function startServer(): Promise<TestServer> {
  const answers = new Map<string, Answer>();
  const requests: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request);
    const answer = answers.get(request.url ?? '');
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, port, answers, requests },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A way out that may reach this machine, which is nobody's outside but a test's. */
export const reachingHere = (options: Partial<OutsideOptions> = {}) =>
  createOutside({ agent: 'Test/1', accept: 'text/calendar', mayReach: address => address === '127.0.0.1', ...options });

/** The way out as it is in production. */
export const asDeployed = (options: Partial<OutsideOptions> = {}) =>
  createOutside({ agent: 'Test/1', accept: 'text/calendar', ...options });
