import { stat } from 'node:fs/promises';

/** Another after every change of the database, whoever made it: SQLite writes into the file, or into the log beside it first. */
export async function fileVersion(path: string): Promise<string> {
  const versions = await Promise.all(
    [path, `${path}-wal`].map((file) =>
      stat(file).then(
        ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
        () => '',
      ),
    ),
  );
  return versions.join(' | ');
}
