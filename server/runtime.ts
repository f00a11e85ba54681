import type { Store } from './database/store.ts';

/** The process as its health page tells of it. */
export interface Runtime {
  /** Of the program, as package.json says. */
  version: string;
  store: Pick<Store, 'kind' | 'pool' | 'lastSnapshot'>;
  /** Whether this process takes jobs from the queue. */
  queue: () => 'running' | 'stopped';
  /** Set when the process was told to stop: it takes no new work, and load balancers should pass it by. */
  stopping: boolean;
}
