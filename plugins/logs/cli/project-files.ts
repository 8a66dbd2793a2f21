import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** `<project>.<yyyymmdd-hhmmss>.<pid>.jsonl`, with a number before the ending when it goes on from another file. */
const NAME = /^(.+)\.(\d{8}-\d{6}\.\d+)(?:\.(\d+))?\.jsonl$/;

/** The log files of the project that `current` belongs to, oldest process first, each in the order it was written. */
export async function projectFiles(dir: string, current: string): Promise<readonly string[]> {
  const project = NAME.exec(basename(current))?.[1];
  // The folder is made with the first entry.
  const names = await readdir(dir).catch(() => []);
  return names
    .flatMap((name) => {
      const [, itsProject, run = '', part = '0'] = NAME.exec(name) ?? [];
      return itsProject === project && project !== undefined
        ? [{ path: join(dir, name), run, part: Number(part) }]
        : [];
    })
    .sort((a, b) => (a.run < b.run ? -1 : a.run > b.run ? 1 : a.part - b.part))
    .map(({ path }) => path);
}
