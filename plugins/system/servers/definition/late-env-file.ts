import type * as EnvFiles from './read-env-file.js';

/** Reads `.env` files. One place imports it: what was loaded once is found again after an update of devmgr only by whom it was loaded. */
export function lateEnvFile(): Promise<typeof EnvFiles> {
  return import('./read-env-file.js');
}
