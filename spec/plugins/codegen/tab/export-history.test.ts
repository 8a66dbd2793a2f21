import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { says } from '../../system/providers/support/scripted-provider.js';
import { onCodegenStage } from './codegen-stage.js';

const size = { cols: 120, rows: 40 };
const answer = '```python\nWRAP = 350\n```\n';

interface Example {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

it('exports what was saved with E, one example a line', async () => {
  await onCodegenStage({ ...size, streams: [says(answer)] }, async ({ app, ask, read, root }) => {
    const openExport = async () => {
      app.type('E');
      await app.waitFor('Export saved generations as JSONL');
      app.key('enter');
    };
    await ask('app/gifts.py', 'the price of gift wrapping');
    app.key('C-g');
    await app.waitFor('1 hunk');
    app.type('h');
    await app.waitFor('Generations 1');
    await openExport();
    await app.waitFor('No saved generation to export');
    expect(existsSync(join(root, 'generations.jsonl'))).toBe(false);
    app.key('escape');
    await app.waitFor('Preview');
    app.key('C-s');
    await app.waitFor('✓ saved app/gifts.py');
    app.key('M-h');
    await app.waitFor(/gifts\.py .* ✓/);
    await openExport();
    await app.waitFor('Exported 1 to generations.jsonl');
    const text = read('generations.jsonl');
    expect(text.endsWith('}\n')).toBe(true);
    const examples = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Example);
    expect(examples.map(({ messages }) => messages.map(({ role }) => role))).toEqual([['system', 'user', 'assistant']]);
    const [, user, assistant] = examples[0]?.messages ?? [];
    expect(user?.content).toContain('the price of gift wrapping');
    expect(assistant?.content).toContain('WRAP = 350');
  });
});
