import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readProcFile } from '../../../core/processes/read-proc-file.js';

it('reads files of any length, one after the other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'devmgr-proc-'));
  try {
    for (const length of [0, 3, 8 * 1024 - 1, 8 * 1024, 100_000, 2]) {
      const path = join(folder, String(length));
      const text = 'ab\xff'.repeat(length).slice(0, length);
      writeFileSync(path, text, 'latin1');
      expect(readProcFile(path)).toBe(text);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('has nothing of a file that is gone', () => {
  expect(readProcFile(join(tmpdir(), 'devmgr-no-such-file'))).toBeUndefined();
});
