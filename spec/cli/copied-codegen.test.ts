import { LLMock } from '@copilotkit/aimock';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AiDouble } from '../support/ai-doubles/ai-double.js';
import { openAi } from '../support/ai-doubles/openai.js';
import { testPython } from '../support/python.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const KEY = 'dvk-c4ca4238a0b923820dcc509a6f75849b';
const home = temporaryHome();
const project = sampleProject();
const builtIn = fileURLToPath(new URL('../../dist/plugins/codegen', import.meta.url));
const block = (path: string, text: string) => `\`\`\`text path=${path}\n${text}\`\`\`\n`;

interface Manifest {
  readonly cli: readonly { readonly name: string }[];
}

let upstream: LLMock;
let double: AiDouble;

// Its packages are not to be found from there: what it needs must be in its folder.
beforeAll(async () => {
  const copy = join(home.path, 'plugins', 'codegen2');
  cpSync(builtIn, copy, { recursive: true });
  const file = join(copy, 'package.json');
  const json = JSON.parse(readFileSync(file, 'utf8').replaceAll('codegen.', 'codegen2.')) as { devmgr: Manifest };
  const devmgr = {
    ...json.devmgr,
    id: 'codegen2',
    tab: { id: 'codegen2', title: 'Second', order: 70, hotkey: 'F7' },
    cli: json.devmgr.cli.map((word) => ({ ...word, name: `${word.name}2` })),
  };
  writeFileSync(file, JSON.stringify({ ...json, devmgr }));
  upstream = new LLMock({ port: 0, host: '127.0.0.1', strict: false });
  upstream.onMessage('several kinds', {
    content: [
      block('app/slug.py', 'SLUG = 1\n'),
      block('web/page.ts', 'export const page: number = ;\n'),
      block('deploy.yaml', 'a: [1\n'),
      block('tool.toml', 'a = \n'),
    ].join('\n'),
  });
  await upstream.start();
  double = await AiDouble.start(openAi, upstream, { key: KEY });
});
afterAll(async () => {
  await double.stop();
  await upstream.stop();
  home.remove();
  project.remove();
});

const run = (...args: string[]) =>
  runDevmgr(args, {
    home: home.path,
    cwd: project.path,
    env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: double.baseUrl, DEVMGR_PYTHON: testPython() },
  });

it('the plugin copied to the plugins of the person under another id generates, checks, saves and takes back', async () => {
  const args = ['gen2', '--file', 'app/slug.py', 'several kinds', '--provider', 'openai'];
  const checked = await run(...args, '--diff');
  expect(checked.code).toBe(1);
  for (const path of ['web/page.ts:1', 'deploy.yaml:', 'tool.toml:1']) expect(checked.stderr).toContain(`! ${path}`);
  expect(checked.stdout).toContain('+SLUG = 1\n');
  const saved = await run(...args, '--save-anyway', '--json');
  expect(JSON.parse(saved.stdout)).toMatchObject({ saved: true, wrong: ['the code has mistakes'] });
  expect(readFileSync(join(project.path, 'app/slug.py'), 'utf8')).toBe('SLUG = 1\n');
  expect(await run('gen2', '--undo')).toMatchObject({ code: 0 });
  expect(existsSync(join(project.path, 'web'))).toBe(false);
});
