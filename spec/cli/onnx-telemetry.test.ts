import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

// It keeps an id of the machine there, and what it has not sent yet.
it('the runtime of models leaves nothing in the person’s folders, and tells nobody', async () => {
  const [home, project] = [temporaryHome(), sampleProject()];
  const person = mkdtempSync(join(tmpdir(), 'devmgr-person-'));
  try {
    // From Node 22 on compiled code is kept in the folder of temporary files, which says nothing of the runtime.
    const env = { HOME: person, TMPDIR: person, NODE_DISABLE_COMPILE_CACHE: '1' };
    const { code, stdout } = await runDevmgr(['index', '--json'], { home: home.path, cwd: project.path, env });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { embedded: number }).embedded).toBeGreaterThan(0);
    expect(readdirSync(person, { recursive: true })).toEqual([]);
  } finally {
    rmSync(person, { recursive: true, force: true });
    project.remove();
    home.remove();
  }
});
