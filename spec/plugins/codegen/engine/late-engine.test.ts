import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import type { EngineParts } from '../../../../plugins/codegen/engine/create-engine.js';
import { lateEngine } from '../../../../plugins/codegen/engine/late-engine.js';
import { aGeneration } from '../history/a-generation.js';

it('keeps what a session has still to keep that ends with the plugin, and nothing after that', async () => {
  const storageDir = mkdtempSync(join(tmpdir(), 'devmgr-engine-'));
  const { context, dispose } = createTestContext({
    manifest: { id: 'codegen' } as never,
    root: storageDir,
    storageDir,
  });
  try {
    const parts: EngineParts = { generator: {} as never, writer: async () => ({}) as never };
    const engine = lateEngine(context, parts);
    context.subscriptions.add({ dispose: async () => (await engine()).history.add(aGeneration({ id: 'last' })) });
    const { history } = await engine();
    await dispose();
    await history.add(aGeneration({ id: 'late' }));
    expect((await history.list()).map(({ id }) => id)).toEqual(['last']);
  } finally {
    rmSync(storageDir, { recursive: true, force: true });
  }
});
