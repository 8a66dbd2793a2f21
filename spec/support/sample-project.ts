import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../fixtures/orders-api/', import.meta.url));

/** A copy of the sample project, so that specs running at once do not meet. `remove` it at the end. */
export function sampleProject(): { readonly path: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), 'devmgr-sample-'));
  const path = join(parent, 'orders-api');
  cpSync(source, path, { recursive: true, filter: (file) => !/__pycache__|\.pytest_cache/.test(file) });
  return { path, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }) };
}
