import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.js';

/**
 * A copy of the sample project, and a home of devmgr of its own: the demo writes neither into the checkout nor into
 * what the person has.
 *
 * @returns {Promise<{ dir: string, home: string, remove: () => Promise<void> }>}
 */
export async function makeSampleCopy() {
  const base = await mkdtemp(join(tmpdir(), 'devmgr-demo-'));
  const dir = join(base, 'orders-api');
  const filter = (path) => !/__pycache__|\.pytest_cache/.test(path);
  await cp(join(root, 'spec/fixtures/orders-api'), dir, { recursive: true, filter });
  return { dir, home: join(base, 'home'), remove: () => rm(base, { recursive: true, force: true, maxRetries: 5 }) };
}
