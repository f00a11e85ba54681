import { parentPort, workerData } from 'node:worker_threads';
import { type ReadingRequest, readCalendar } from './reading.ts';

// A calendar of the outside may be made to take for ever: it is read in a thread that can be ended.
parentPort?.postMessage(readCalendar(workerData as ReadingRequest));
