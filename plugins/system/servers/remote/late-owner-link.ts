import { latePart } from '../late-part.js';
import type * as OwnerLinks from './owner-link.js';

/** Listens to the servers of another devmgr. One place imports it: what was loaded once is found again after an update of devmgr only by whom it was loaded. */
export function lateOwnerLink(): Promise<typeof OwnerLinks> {
  return latePart(() => import('./owner-link.js'));
}
