import { isMarkedDamaged } from './damage-mark.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { isDamage } from './storage-error.js';

/** What `open` gives for the database at this path; `undefined`: it is damaged. */
export async function openIntact(
  path: string,
  open: () => Promise<SqliteDatabase>,
): Promise<SqliteDatabase | undefined> {
  if (await isMarkedDamaged(path)) return undefined;
  try {
    return await open();
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}
