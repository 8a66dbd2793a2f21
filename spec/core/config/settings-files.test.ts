import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRoot, makePaths } from '../../../core/config/paths.js';
import { readSettingsFiles } from '../../../core/config/settings-files.js';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'devmgr-settings-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const paths = () => makePaths(dir, { DEVMGR_HOME: join(dir, 'home') });

it('reads the home file, pyproject and .devmgr.toml, lowest first', async () => {
  const { configFile } = paths();
  writeFileSync(configFile, '[system]\nport = 1\n');
  writeFileSync(join(dir, 'pyproject.toml'), '[project]\nname = "x"\n[tool.devmgr.system]\nport = 2\n');
  writeFileSync(join(dir, '.devmgr.toml'), '[system]\nport = 3\n');
  const layers = await readSettingsFiles(paths());
  expect(layers.map(({ source, sections }) => ({ source, sections }))).toEqual([
    { source: 'user', sections: { system: { port: 1 } } },
    { source: 'project', sections: { system: { port: 2 } } },
    { source: 'project', sections: { system: { port: 3 } } },
  ]);
});

it('does not look at a pyproject without settings of ours, even a broken one', async () => {
  writeFileSync(join(dir, 'pyproject.toml'), '[project\n');
  expect(await readSettingsFiles(paths())).toEqual([]);
});

it('names file and line of broken TOML', async () => {
  writeFileSync(join(dir, '.devmgr.toml'), '[system]\nport = = 3\n');
  await expect(readSettingsFiles(paths())).rejects.toMatchObject({
    code: 'DEVMGR_CONFIG_INVALID',
    exitCode: 3,
    message: expect.stringMatching(/\.devmgr\.toml:2: /) as unknown,
  });
});

it('finds the project around a folder and refuses one that is not there', () => {
  writeFileSync(join(dir, 'pyproject.toml'), '');
  expect(findRoot(join(dir))).toBe(findRoot(dir, '.'));
  expect(() => findRoot(dir, 'nowhere')).toThrow(/not a folder/);
});
