import { afterAll, describe, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';

const home = temporaryHome();
afterAll(() => home.remove());

async function refused(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, stdout, stderr } = await runDevmgr(args, { home: home.path, cwd: home.path, env });
  expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
  return stderr;
}

describe('what was written wrongly is told in words of the product, with an example of the manifest', () => {
  it.each<[string[], string, string]>([
    [
      ['server'],
      'devmgr server needs <action>: start, stop, restart, reload, status, list, ports, free, logs, attach, import, routes or call',
      'For example: devmgr server start',
    ],
    [['plugins'], 'devmgr plugins needs <action>: list', 'For example: devmgr plugins list --json'],
    [
      ['screenshot'],
      'devmgr screenshot needs <out>: the SVG file to write',
      'For example: devmgr screenshot --tab system --do "s wait:healthy" server.svg',
    ],
    [
      ['config', 'lst'],
      '<action> of devmgr config cannot be "lst": list, get or path',
      'Did you mean list? For example: devmgr config list',
    ],
    [
      ['models', 'fetch', 'smollm2-135m'],
      '<action> of devmgr models cannot be "fetch": list, pull or remove',
      'For example: devmgr models',
    ],
    [
      ['providers', '--ask'],
      '--ask needs a value: send this question and print the answer as it comes (costs tokens)',
      'For example: devmgr providers openai --ask "Say hello"',
    ],
    [['providers', '--ask', 'hello', '-m'], '--model needs a value', 'All flags: devmgr providers --help'],
    [['test', '-n'], '--workers needs a value', 'For example: devmgr test --kind unit -n auto'],
    [
      ['logs', '--level'],
      '--level needs a value: debug, info, warn or error',
      'For example: devmgr logs -f --level warn',
    ],
    [['logs', '--level', 'loud'], '--level cannot be "loud": debug, info, warn or error', 'For example: devmgr logs'],
    [['logs', '--lines', 'few'], '--lines needs a number', 'All flags: devmgr logs --help'],
    [['logs', '--lines', '1', '-n', '2'], '--lines was given more than once', 'All flags: devmgr logs --help'],
    [['logs', '--project'], '--project needs a value: folder of the project', 'All flags: devmgr logs --help'],
    [['logs', '--lvel', 'warn'], 'devmgr logs has no flag --lvel', 'Did you mean --level?'],
    [['models', 'list', '-x'], 'devmgr models has no flag -x', 'All flags: devmgr models --help'],
    [
      ['chat', 'how', 'is', 'it', '-computed'],
      'devmgr chat has no flag -computed',
      'If it is a word: devmgr chat -- -computed. All flags: devmgr chat --help',
    ],
    [['providers', 'openai', 'hello'], 'devmgr providers has no use for "hello"', 'For example: devmgr providers'],
    [['modls', 'list'], 'There is no word "modls"', 'Did you mean models?'],
    [['--json'], 'No word was given', 'All words: devmgr --help'],
  ])('%j', async (args, message, hint) => {
    const [first, second, ...more] = (await refused(args)).split('\n');
    expect(first).toContain(`devmgr: ${message}`);
    expect(second).toContain(`  ${hint}`);
    expect(more).toEqual(['']);
  });

  it('in English whatever the language of the machine', async () => {
    expect(await refused(['server'], { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toContain('needs <action>');
    const { stdout } = await runDevmgr(['--help'], { home: home.path, cwd: home.path, env: { LC_ALL: 'fr_FR.UTF-8' } });
    expect(stdout).toContain('Commands:');
  });
});
