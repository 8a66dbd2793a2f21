import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyntaxParts } from '../../../../../plugins/codegen/review/syntax/check-syntax.js';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';
import { syntaxStage, type SyntaxStage } from './syntax-stage.js';

let stage: SyntaxStage;
let plugin: BuiltPlugin;
beforeAll(async () => {
  stage = await syntaxStage();
  plugin = await builtPlugin(fileURLToPath(new URL('../../../../../plugins/codegen', import.meta.url)));
});
afterAll(async () => {
  await stage.dispose();
  await plugin[Symbol.asyncDispose]();
});

const inThread = (path: string, text: string, more: Partial<SyntaxParts> = {}) =>
  stage.check(path, text, { pluginDir: plugin.dir, ...more });
const sourceLines = (count: number) =>
  Array.from({ length: count }, (_, index) => `export const a${index} = { b: [${index}] };`);

describe('texts that take long', () => {
  it('are parsed in a thread of the built plugin', async () => {
    expect(await inThread('a.ts', 'const x = ;')).toMatchObject([{ line: 1, column: 11 }]);
    expect(await inThread('a.yaml', 'a: 1\na: 2\n')).toMatchObject([{ line: 2 }]);
    expect(await inThread('a.toml', 'a = \n')).toMatchObject([{ line: 1 }]);
    expect(await inThread('a.yaml', '{{- if a }}\nb: c: d\n')).toBeUndefined();
  });

  it('are told where their first mistake is', async () => {
    const source = [...sourceLines(20_000), 'const last = ;'].join('\n');
    expect(await inThread('a.ts', source)).toMatchObject([{ line: 20_001, column: 14 }]);
    const json = await inThread('a.json', `[${'{"a": [1, "two"]}, '.repeat(60_000)}1,]`);
    expect(json).toMatchObject([{ line: 1, message: 'no comma may stand before ]' }]);
  });

  it('are not looked at where there is no thread', async () => {
    const source = sourceLines(20_000).join('\n');
    expect(await stage.check('a.ts', source)).toBeUndefined();
    expect(await stage.check('a.ts', source, { pluginDir: stage.cwd })).toBeUndefined();
  });

  it('are given up when they take too long or too much, and left when aborted', async () => {
    const clock: SyntaxParts['clock'] = {
      setTimeout(callback, ms) {
        expect(ms).toBe(10_000);
        queueMicrotask(callback);
        return { dispose: () => undefined };
      },
    };
    expect(await inThread('a.ts', sourceLines(20_000).join('\n'), { clock })).toBeUndefined();
    expect(await inThread('a.ts', '['.repeat(200_000))).toBeUndefined();
    const abort = new AbortController();
    const checked = inThread('a.ts', sourceLines(20_000).join('\n'), { signal: abort.signal });
    abort.abort(new Error('left'));
    await expect(checked).rejects.toThrow('left');
  });
});
