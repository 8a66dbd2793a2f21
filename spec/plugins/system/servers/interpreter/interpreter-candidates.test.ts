import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  interpreterCandidates,
  type CandidateSources,
} from '../../../../../plugins/system/servers/interpreter/interpreter-candidates.js';

const folders: string[] = [];

afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function project(...paths: string[]): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-python-')));
  folders.push(root);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  return root;
}

async function origins(root: string, more: Partial<CandidateSources> = {}): Promise<string[]> {
  const found: string[] = [];
  const askPoetry = () => Promise.resolve('/poetry/python');
  for await (const { command, origin } of interpreterCandidates({
    setting: '',
    env: {},
    root,
    appFolder: root,
    askPoetry,
    ...more,
  })) {
    found.push(`${origin}: ${command.replace(root, '.')}`);
  }
  return found;
}

const ALWAYS = ['python3: python3', '/usr/bin/python3: /usr/bin/python3'];

describe('interpreterCandidates', () => {
  it('has the order of the documentation', async () => {
    const root = project('.venv/bin/python', 'venv/bin/python', 'other/bin/python', 'poetry.lock', 'uv-env/bin/python');
    const env = { DEVMGR_PYTHON: 'python3.12', VIRTUAL_ENV: join(root, 'other'), UV_PROJECT_ENVIRONMENT: 'uv-env' };
    expect(await origins(root, { env })).toEqual([
      '$DEVMGR_PYTHON: python3.12',
      '.venv: ./.venv/bin/python',
      'venv: ./venv/bin/python',
      'uv: ./uv-env/bin/python',
      'poetry: /poetry/python',
      '$VIRTUAL_ENV: ./other/bin/python',
      ...ALWAYS,
    ]);
  });

  it('takes the setting and nothing else', async () => {
    const root = project('.venv/bin/python');
    expect(await origins(root, { setting: 'envs/py/bin/python' })).toEqual(['setting python: ./envs/py/bin/python']);
    expect(await origins(root, { setting: 'python3.9' })).toEqual(['setting python: python3.9']);
    expect(await origins(root, { setting: '/opt/python' })).toEqual(['setting python: /opt/python']);
  });

  it('prefers the environment next to the application', async () => {
    const root = project('.venv/bin/python', 'backend/.venv/bin/python');
    const found = await origins(root, { appFolder: join(root, 'backend/src') });
    expect(found).toEqual(['.venv: ./backend/.venv/bin/python', '.venv: ./.venv/bin/python', ...ALWAYS]);
  });

  it('asks poetry only in its projects, and ignores environments that are gone', async () => {
    const root = project('pyproject.toml');
    expect(await origins(root, { env: { VIRTUAL_ENV: '/gone' } })).toEqual(ALWAYS);
    writeFileSync(join(root, 'pyproject.toml'), '[tool.poetry]\nname = "x"\n');
    expect(await origins(root, { askPoetry: () => Promise.resolve(undefined) })).toEqual(ALWAYS);
  });
});
