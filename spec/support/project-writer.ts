import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginManifest } from '../../plugin-api/index.js';
import { createTestContext } from '../../plugin-api/testing/index.js';
import { createProjectWriter } from '../../plugins/codegen/write/create-project-writer.js';

const manifest: PluginManifest = {
  id: 'codegen',
  title: 'Code Gen',
  apiVersion: '1.0',
  main: 'index.js',
  settings: { protect: { type: 'array', default: [], description: '' } },
};

/** The real writer for a project. `home`: where it keeps its history. Dispose it before the folders go. */
export function projectWriter(root: string, home = join(root, '.devmgr-home')) {
  mkdirSync(home, { recursive: true });
  return createProjectWriter(createTestContext({ manifest, root, storageDir: home }).context);
}
