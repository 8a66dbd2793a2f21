import { describe, expect, it } from 'vitest';
import type { CliInvocation } from 'devmgr/plugin-api';
import { listServers } from '../../../../plugins/system/cli/list-servers.js';
import type { DefinitionProblem } from '../../../../plugins/system/servers/definition/definition-problem.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';

const WRONG: DefinitionProblem = {
  ...{ name: 'web', severity: 'error', hint: 'Write port.' },
  message: 'pyproject.toml: servers.web.prot is not a setting',
};

async function list(problems: readonly DefinitionProblem[], json = false) {
  const said = { stdout: '', stderr: '' };
  const sink = (to: keyof typeof said) => ({ write: (text: string) => (said[to] += text) });
  const invocation = { args: ['list'], json, stdout: sink('stdout'), stderr: sink('stderr') };
  const manager = {
    discover: () => Promise.resolve({ servers: [], tried: ['main.py'], problems }),
    all: { get: () => [] },
  };
  const context = { text: { clean: (text: string) => text }, clock: { now: () => 0 } };
  const parts = { manager, context } as unknown as SystemParts;
  return { ...said, code: await listServers(invocation as unknown as CliInvocation, parts), said };
}

describe('server list', () => {
  it('has a row for a server whose settings are wrong, and says by its exit code that some are', async () => {
    const { code, said } = await list([WRONG]);
    expect(said).toEqual({ stdout: `! web  wrong settings  ${WRONG.message}\n`, stderr: '' });
    expect(code).toBe(3);
    const json = await list([WRONG], true);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.said.stdout)).toEqual({ servers: [], problems: [WRONG] });
  });

  it('tells what was tried only where nothing was found at all', async () => {
    const { code, said } = await list([]);
    expect(said.stderr).toContain('No FastAPI application was found. Tried:\n  main.py');
    expect(code).toBe(0);
    expect((await list([{ ...WRONG, severity: 'warning' }])).code).toBe(0);
  });
});
