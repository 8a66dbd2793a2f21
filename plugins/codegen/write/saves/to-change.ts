import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { SaveRecord } from './save-record.js';

/** A save as others see it. */
export function toChange(id: string, { title, at, files }: SaveRecord, undoneAt: number | undefined): SavedChange {
  return {
    id,
    title,
    at,
    files: files.map(({ path, before, added, removed }) => ({ path, isNew: before === undefined, added, removed })),
    undoneAt,
  };
}
