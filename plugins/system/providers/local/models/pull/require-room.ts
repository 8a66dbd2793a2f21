import { statfs } from 'node:fs/promises';
import { noRoom } from '../model-errors.js';

/** Left for others. */
const margin = 20_000_000;

/** Rejects with `PLUGIN_MODELS_NO_ROOM` when the disk has not that many bytes free. Where it cannot be told, all is well. */
export async function requireRoom(dir: string, bytes: number): Promise<void> {
  const disk = await statfs(dir).catch(() => undefined);
  if (!disk || bytes === 0) return;
  const free = disk.bavail * disk.bsize;
  if (free < bytes + margin) throw noRoom(dir, bytes, free);
}
