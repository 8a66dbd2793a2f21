import { access, writeFile } from 'node:fs/promises';

/** Beside a database in which damage was met: whoever opens it next for writing puts it aside. */
export function damageMarkOf(path: string): string {
  return `${path}.damaged`;
}

/** Without permission it stays unmarked: then nobody could put it aside either. */
export async function markDamaged(path: string): Promise<void> {
  await writeFile(damageMarkOf(path), '').catch(() => undefined);
}

export async function isMarkedDamaged(path: string): Promise<boolean> {
  return access(damageMarkOf(path)).then(
    () => true,
    () => false,
  );
}
