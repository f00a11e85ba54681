import { Agent, request } from 'node:http';

/** One request of the load. `body` is sent as JSON. */
export interface Call {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** How long answers took, in milliseconds, and how many came per second. */
export interface Load {
  count: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  slowest: number;
  /** How often each status came. */
  statuses: Record<number, number>;
  /** Of one answer, in the mean. */
  bytes: number;
}

export interface Shape {
  /** So many clients ask at once; each asks again as soon as it is answered. */
  clients: number;
  seconds: number;
  /** Any other status ends the measurement with an error: what is fast because it fails is not measured. */
  expect: number;
  /** Asked before the clock runs, so that plans, caches and the compiler are warm. */
  warmUp?: number;
}

interface Answer {
  status: number;
  milliseconds: number;
  bytes: number;
}

/** Asks `next` for calls until the time is over. A closed loop: the answers' time decides how many there are. */
export async function drive(base: string, shape: Shape, next: (client: number) => Call): Promise<Load> {
  const line = openLine(base, shape.clients);
  const send = async (client: number) => {
    const { text, ...answer } = await line.send(next(client));
    if (answer.status !== shape.expect) throw new Error(`expected ${shape.expect}, got ${answer.status}: ${text}`);
    return answer;
  };
  for (let warm = 0; warm < (shape.warmUp ?? 50); warm++) await send(0);
  const answers: Answer[] = [];
  const began = performance.now();
  const until = began + shape.seconds * 1000;
  await Promise.all(
    Array.from({ length: shape.clients }, async (_, client) => {
      while (performance.now() < until) answers.push(await send(client));
    }),
  );
  const load = summary(answers, performance.now() - began);
  line.close();
  return load;
}

export function summary(answers: Answer[], milliseconds: number): Load {
  const times = answers.map(one => one.milliseconds).sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  const statuses: Record<number, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    count: answers.length,
    perSecond: (answers.length / milliseconds) * 1000,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    slowest: times.at(-1) ?? 0,
    statuses,
    bytes: answers.reduce((sum, one) => sum + one.bytes, 0) / Math.max(1, answers.length),
  };
}

/** Connections to one server that are kept alive, as many as there are clients. */
export interface Line {
  send(call: Call): Promise<Answer & { text: string; etag: string }>;
  close(): void;
}

export function openLine(base: string, connections: number): Line {
  const { hostname, port } = new URL(base);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    close: () => agent.destroy(),
    send({ method = 'GET', path, headers = {}, body }) {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const typed = payload && {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(payload)),
      };
      const began = performance.now();
      return new Promise((resolve, reject) => {
        const sent = request({ hostname, port, agent, method, path, headers: { ...headers, ...typed } }, response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const milliseconds = performance.now() - began;
            const all = Buffer.concat(chunks);
            const status = response.statusCode ?? 0;
            // Of a long answer only its length is of interest: turning it into text would cost the driver's time.
            const text = status >= 400 || all.length < 10_000 ? all.toString('utf8') : '';
            resolve({ status, milliseconds, bytes: all.length, text, etag: response.headers.etag ?? '' });
          });
        });
        sent.on('error', reject);
        sent.end(payload);
      });
    },
  };
}
