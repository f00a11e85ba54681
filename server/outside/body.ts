import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Failure } from './failure.ts';

const unpackers: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The whole body of an answer, unpacked. It is counted as it comes out, so that a small answer that unpacks to a huge one is
 * given up at the limit.
 * @throws Failure `too_large`, `refused` for a packing that was not asked for; what the stream throws when it breaks
 */
export async function readBody(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const packing = (encoding ?? 'identity').trim().toLowerCase();
  const unpacker = packing === 'identity' ? undefined : unpackers[packing];
  if (packing !== 'identity' && !unpacker) throw new Failure('not_a_calendar');
  const unpacked = unpacker ? piped(body, unpacker()) : body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Failure('too_large', { maxMegabytes: Math.floor(maxBytes / 1_000_000) });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function piped(body: Readable, unpacker: NodeJS.ReadWriteStream): NodeJS.ReadableStream {
  body.on('error', error => unpacker.emit('error', error));
  return body.pipe(unpacker);
}
