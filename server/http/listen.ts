import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { createApp } from '../app.ts';
import { type Config, ConfigError } from '../config.ts';
import type { Runtime } from '../runtime.ts';

export interface HttpServer {
  /** With the address that it really has, when the port was left to the system. */
  config: Config;
  port: number;
  /** Takes no new connection, and lets those answer that are under way, for 20 seconds at most. */
  close(): Promise<void>;
}

interface Serving {
  config: Config;
  app: ReturnType<typeof createApp>;
  runtime: Runtime;
}

const patience = 20_000;
const idleMilliseconds = 300;

/**
 * Listens where the settings say; `serve` is told the port and gives the application.
 * @throws ConfigError when the address cannot be had.
 */
export async function listen({ port, host }: Config, serve: (port: number) => Serving): Promise<HttpServer> {
  let serving: Serving | undefined;
  const server = createAdaptorServer({
    fetch: (request, env) =>
      serving
        ? serving.app.fetch(request, env)
        : new Response('starting', { status: 503, headers: { 'Retry-After': '1' } }),
    serverOptions: {
      // Whoever sends slowly must not keep a place for long.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
    },
  }) as Server;
  // A connection that is kept alive is asked to end with the answer under way.
  server.prependListener('request', (_, response) => {
    if (serving?.runtime.stopping) response.shouldKeepAlive = false;
  });
  await listening(server, port, host);
  const address = server.address();
  const realPort = typeof address === 'object' && address ? address.port : port;
  serving = serve(realPort);
  return { config: serving.config, port: realPort, close: () => closed(server) };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const setting = error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' ? 'HOST' : 'PORT';
      reject(
        new ConfigError(`The server cannot listen on ${host}:${port} (${error.code}). ${setting}: choose another.`),
      );
    });
    server.listen(port, host, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    // `server.close()` would also cut the connections that were just made and whose request is still on its way.
    const idle = setInterval(() => server.closeIdleConnections(), idleMilliseconds);
    const giveUp = setTimeout(() => server.closeAllConnections(), patience);
    NetServer.prototype.close.call(server, () => {
      clearInterval(idle);
      clearTimeout(giveUp);
      resolve();
    });
  });
}
