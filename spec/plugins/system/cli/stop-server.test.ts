import { expect, it } from 'vitest';
import type { CliInvocation } from 'devmgr/plugin-api';
import { stopServer } from '../../../../plugins/system/cli/stop-server.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';
import { textTools as text } from '../support/text-tools.js';

/** Who needs whom. */
const needs: Readonly<Record<string, readonly string[]>> = { db: [], migrate: ['db'], api: ['migrate'], mail: [] };

it('says who needs what was stopped, also by way of a job that is done', async () => {
  const manager = {
    all: { get: () => ['db', 'api', 'mail'].map((name) => ({ name, status: 'running' })) },
    definition: (name: string) => ({ dependsOn: needs[name]?.map((each) => ({ name: each, condition: 'healthy' })) }),
    resolve: (name: string) => Promise.resolve(name),
    stopAll: () => Promise.resolve(),
  };
  let said = '';
  const sink = { write: (some: string) => void (said += some) };
  const flags = { boolean: () => false };
  const invocation = { args: ['stop', 'db'], json: false, flags, stdout: sink, stderr: sink };
  const parts = { manager, context: { text } } as unknown as SystemParts;
  expect(await stopServer(invocation as unknown as CliInvocation, parts)).toBe(0);
  expect(said).toBe('db stopped\n! api depends on db and goes on\n');
});
