import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A copy of a project and a home of devmgr of its own, so that neither the checkout nor the person's is written to. */
export interface SampleProject {
  readonly dir: string;
  readonly home: string;
  remove(): void;
}

/** `from`: a folder, relative to `spec`. */
export function sampleProject(from: string): SampleProject {
  const base = mkdtempSync(join(tmpdir(), 'devmgr-bench-'));
  const dir = join(base, basename(from));
  const source = fileURLToPath(new URL(`../${from}`, import.meta.url));
  cpSync(source, dir, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  const remove = () => rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  return { dir, home: join(base, 'home'), remove };
}
