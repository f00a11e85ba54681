import { Worker } from 'node:worker_threads';
import type { Reading, ReadingRequest } from './reading.ts';

const mostMilliseconds = 20_000;
const mostMegabytes = 256;

/**
 * Reads a calendar in a thread of its own, so that nobody waits for it meanwhile, and ends it when it takes too long or too much
 * memory: `too_complex`.
 */
export function readApart(request: ReadingRequest, patience = mostMilliseconds): Promise<Reading> {
  return new Promise(resolve => {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const end = (reading: Reading) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(reading);
    };
    const timer = setTimeout(() => end({ failure: 'too_complex' }), patience);
    worker.once('message', end);
    // Out of memory, or a bug of ours on what somebody else wrote: either way this calendar cannot be read.
    worker.once('error', () => end({ failure: 'too_complex' }));
  });
}
