import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { detectApps } from '../../../../../plugins/system/servers/detect/detect-apps.js';

const APP = 'from fastapi import FastAPI\napp = FastAPI()\n';
const folders: string[] = [];

afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function project(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-detect-')));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function detect(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = project(files);
  const { apps } = await detectApps(root);
  return apps.map((app) => `${app.target}@${relative(root, app.searchPath) || '.'}${app.factory ? ' factory' : ''}`);
}

describe('detectApps', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['main.py', { 'main.py': APP }, ['main:app@.']],
    [
      'app.py with api',
      { 'app.py': 'import fastapi\nzed = fastapi.FastAPI()\napi = fastapi.FastAPI()\n' },
      ['app:api@.', 'app:zed@.'],
    ],
    ['api.py', { 'api.py': APP }, ['api:app@.']],
    ['a package', { 'app/__init__.py': '', 'app/main.py': APP }, ['app.main:app@.']],
    ['a folder that is no package', { 'app/main.py': APP }, ['main:app@app']],
    [
      'a folder that imports from itself',
      { 'app/main.py': `from app.routers import r\n${APP}`, 'app/routers.py': 'r = 1' },
      ['app.main:app@.'],
    ],
    ['a folder with relative imports', { 'app/main.py': `from .routers import r\n${APP}` }, ['app.main:app@.']],
    ['src/main.py', { 'src/main.py': APP }, ['main:app@src']],
    ['a package in src', { 'src/shop/__init__.py': '', 'src/shop/main.py': APP }, ['shop.main:app@src']],
    ['relative imports in src', { 'src/shop/api.py': `from . import x\n${APP}` }, ['shop.api:app@src']],
    ['src is a package', { 'src/__init__.py': '', 'src/main.py': APP }, ['src.main:app@.']],
    ['backend/app', { 'backend/app/__init__.py': '', 'backend/app/main.py': APP }, ['app.main:app@backend']],
    ['deep packages', { 'a/__init__.py': '', 'a/b/__init__.py': '', 'a/b/server.py': APP }, ['a.b.server:app@.']],
    ['the package itself', { 'shop/__init__.py': APP }, ['shop:app@.']],
    ['main.py before app.py', { 'app.py': APP, 'main.py': APP }, ['main:app@.', 'app:app@.']],
    [
      'main.py without an application',
      { 'main.py': 'print(1)', 'app/__init__.py': '', 'app/api.py': APP },
      ['app.api:app@.'],
    ],
    [
      'several services',
      { 'services/users/main.py': APP, 'services/orders/main.py': APP },
      ['main:app@services/orders', 'main:app@services/users'],
    ],
    [
      'a factory elsewhere',
      {
        'main.py': 'from shop.factory import create_app\napp = create_app()',
        'shop/factory.py': 'from fastapi import FastAPI\ndef create_app():\n    return FastAPI()',
      },
      ['main:app@.'],
    ],
    [
      'a factory module',
      { 'main.py': 'from shop import factory\napp = factory.create_app()', 'shop/factory.py': APP },
      ['main:app@.'],
    ],
    [
      'only a factory',
      { 'main.py': 'from fastapi import FastAPI\ndef create_app():\n    return FastAPI()' },
      ['main:create_app@. factory'],
    ],
    [
      'Flask with a factory',
      { 'main.py': 'from flask import Flask\ndef create_app():\n    return Flask()\napp = create_app()' },
      [],
    ],
    [
      'Flask with a factory elsewhere',
      { 'main.py': 'from shop import create_app\napp = create_app()', 'shop/__init__.py': 'from flask import Flask' },
      [],
    ],
    [
      'an application that main imports',
      { 'main.py': 'from shop.server import app', 'shop/__init__.py': '', 'shop/server.py': APP },
      ['main:app@.'],
    ],
    ['mounted applications', { 'app.py': `${APP}sub = FastAPI()\napp.mount("/sub", sub)` }, ['app:app@.']],
    [
      'an application that another file mounts',
      {
        'app/__init__.py': '',
        'app/main.py': `${APP}from app.api import api\napp.mount("/api", api)`,
        'app/api.py': 'from fastapi import FastAPI\napi = FastAPI()',
      },
      ['app.main:app@.'],
    ],
    [
      'virtual environments, tests and node_modules',
      {
        'env1/pyvenv.cfg': '',
        'env1/main.py': APP,
        'tests/main.py': APP,
        'node_modules/x/main.py': APP,
        '.venv/app.py': APP,
      },
      [],
    ],
    [
      'an entry point',
      { 'pyproject.toml': '[tool.fastapi]\nentrypoint = "shop.web:service"', 'main.py': APP },
      ['shop.web:service@.', 'main:app@.'],
    ],
    [
      'an entry point that is found too',
      { 'pyproject.toml': '[tool.fastapi]\nentrypoint = "shop.main:app"', 'shop/__init__.py': '', 'shop/main.py': APP },
      ['shop.main:app@.'],
    ],
    [
      'an entry point of a wrong form',
      { 'pyproject.toml': '[tool.fastapi]\nentrypoint = "shop/web.py"', 'main.py': APP },
      ['main:app@.'],
    ],
    ['a pyproject that cannot be read', { 'pyproject.toml': '[tool.fastapi\n', 'main.py': APP }, ['main:app@.']],
    ['an empty project', {}, []],
  ])('%s', async (_title, files, expected) => expect(await detect(files)).toEqual(expected));

  it('tells what it tried', async () => {
    const root = project({
      'pyproject.toml': '[tool.fastapi]\nentrypoint = 3',
      'main.py': 'x = 1',
      'app/__init__.py': '',
    });
    const { tried } = await detectApps(root);
    expect(tried).toEqual([
      'pyproject.toml [tool.fastapi] entrypoint is 3, not "module:name"',
      'main.py: no FastAPI application in it',
      'app/__init__.py: no FastAPI application in it',
      'not there: app.py, api.py, app/main.py, app/app.py, app/api.py',
    ]);
  });

  it('finds the sample project', async () => {
    const { apps } = await detectApps(join(import.meta.dirname, '../../../../fixtures/orders-api'));
    expect(apps.map(({ target, factory }) => ({ target, factory }))).toEqual([
      { target: 'app.main:app', factory: false },
    ]);
  });
});
