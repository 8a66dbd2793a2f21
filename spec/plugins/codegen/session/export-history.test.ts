import type { PlannedWrite } from 'devmgr/plugin-api/contracts/project-writer';
import { expect, it } from 'vitest';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import { exportHistory } from '../../../../plugins/codegen/session/deeds/export-history.js';
import { SessionDesk } from '../../../../plugins/codegen/session/session-desk.js';

function stage(lines: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const written: PlannedWrite[] = [];
  const engine = {
    history: {
      async *exportJsonl() {
        yield* lines;
      },
    },
    writer: {
      read: async (path: string) => ({ path, text: files[path] }),
      write: async (plans: readonly PlannedWrite[]) => void written.push(...plans),
    },
  };
  const desk = new SessionDesk({
    clock: { now: () => 0 } as never,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    engine: async () => engine as unknown as CodegenEngine,
    settings: () => ({ rounds: 3, verify: 'copy' }),
  });
  return { desk, written };
}

it('writes one example a line into a new file', async () => {
  const { desk, written } = stage(['{"messages":[1]}\n', '{"messages":[2]}\n']);
  expect(await exportHistory(desk, 'out.jsonl')).toBe(2);
  expect(written).toEqual([{ path: 'out.jsonl', text: '{"messages":[1]}\n{"messages":[2]}\n', base: undefined }]);
});

it('writes nothing where nothing was saved, and never over a file', async () => {
  const { desk, written } = stage([]);
  expect(await exportHistory(desk, 'out.jsonl')).toBe(0);
  const taken = stage(['{}\n'], { 'out.jsonl': '' });
  await expect(exportHistory(taken.desk, 'out.jsonl')).rejects.toMatchObject({ message: 'out.jsonl is there already' });
  expect([...written, ...taken.written]).toEqual([]);
});
