import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, it } from 'vitest';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';
import { syntaxStage, type SyntaxStage } from './syntax-stage.js';
import { expectSoon } from '../../../../support/expect-soon.js';

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

// On a busy machine the processor itself may be away for long; never three times in a row.
it('texts that take long to parse leave the main thread free', { retry: 2 }, async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `export const a${index} = { b: [${index}] };`);
  const source = [...lines, 'const last = ;'].join('\n');
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 2);
  await stage.check('a.ts', source, { pluginDir: plugin.dir });
  await stage.check('a.json', `[${'{"a": [1, "two"]}, '.repeat(60_000)}1,]`, { pluginDir: plugin.dir });
  clearInterval(beat);
  expectSoon(longest, 100);
});
