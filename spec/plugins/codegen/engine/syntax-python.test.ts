import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { TestRuns } from 'devmgr/plugin-api/contracts/test-runs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { syntaxPython } from '../../../../plugins/codegen/engine/syntax-python.js';
import { syntaxStage, type SyntaxStage } from '../review/syntax/syntax-stage.js';

let stage: SyntaxStage;

beforeEach(async () => void (stage = await syntaxStage()));
afterEach(() => stage.dispose());

/** `interpreter`: of the tests plugin; `undefined`: it finds none with pytest. */
function pythonOf(interpreter: string | undefined) {
  const services = {
    async require(service: unknown) {
      expect(service).toBe(TestRuns);
      return {
        async interpreter() {
          if (interpreter === undefined) throw new Error('No Python with pytest was found');
          return { python: interpreter, version: '3.12' };
        },
      };
    },
  };
  const { processes, parts, cwd } = stage;
  const host = { services, processes, clock: parts.clock, workspace: { root: cwd } };
  return syntaxPython(host as unknown as PluginContext);
}

it('is the Python of the tests where there is one', async () => {
  expect(await pythonOf('/opt/python/bin/python')()).toBe('/opt/python/bin/python');
});

it('is any other that runs where none has pytest: syntax needs no pytest', async () => {
  const python = await pythonOf(undefined)();
  expect(python).toMatch(/python/);
  const problems = await stage.check('a.py', 'x = = 1\n', { python: async () => python });
  expect(problems?.map(({ line }) => line)).toEqual([1]);
});

it("prefers the project's environment, and passes over what does not run", async () => {
  mkdirSync(join(stage.cwd, '.venv/bin'), { recursive: true });
  const own = join(stage.cwd, '.venv/bin/python');
  writeFileSync(own, '#!/bin/sh\nexit 1\n');
  chmodSync(own, 0o755);
  expect(await pythonOf(undefined)()).not.toBe(own);
  writeFileSync(own, '#!/bin/sh\nexit 0\n');
  expect(await pythonOf(undefined)()).toBe(own);
});
