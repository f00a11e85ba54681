import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../', import.meta.url));
const port = Number(process.env.PORT ?? 3000);
const apiPort = port + 1;

/**
 * For development: the demonstration's API, restarted when a file of it changes, behind Vite, which replaces parts of the
 * page while it is open. One address for both, as in production.
 */
const api = spawn(process.execPath, ['--watch', 'server/main.ts', '--demo', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PORT: String(apiPort), PUBLIC_URL: `http://localhost:${port}` },
});
const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: {
    port,
    proxy: Object.fromEntries(
      ['/api', '/feeds', '/caldav', '/.well-known', '/health', '/ready'].map(path => [
        path,
        `http://127.0.0.1:${apiPort}`,
      ]),
    ),
  },
});
await server.listen();
server.printUrls();

const stop = () => {
  api.kill('SIGTERM');
  void server.close();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
api.on('exit', () => void server.close());
