import { parse } from 'smol-toml';
import type { SettingLayer, SettingSource } from 'devmgr/plugin-api';
import { expect } from 'vitest';
import {
  readDefinitions,
  type DefinitionSources,
} from '../../../../../plugins/system/servers/definition/read-definitions.js';

export const ROOT = '/home/ann/shop';
const FILES: Partial<Record<SettingSource, string>> = {
  user: '/home/ann/.devmgr/config.toml',
  project: `${ROOT}/pyproject.toml`,
  environment: 'DEVMGR_SERVERS',
};

/** One file that says something of servers. */
export const layer = (toml: string, source: SettingSource = 'project'): SettingLayer => ({
  value: parse(toml)['servers'] ?? {},
  source,
  origin: FILES[source],
});

/** An application that was found. */
export const app = (target: string, folder = '') => ({
  target,
  searchPath: `${ROOT}${folder}`,
  factory: false,
  source: 'app/main.py:3',
});

/** The definitions of a project. */
export function read(layers: string | readonly SettingLayer[], more: Partial<DefinitionSources> = {}) {
  return readDefinitions({
    root: ROOT,
    env: { HOME: '/home/ann' },
    reloadMode: 'handover',
    layers: typeof layers === 'string' ? [layer(layers)] : layers,
    apps: [],
    chosen: '',
    host: '127.0.0.1',
    ...more,
  });
}

/** Of a project with one server, which must be right. */
export function one(toml: string, more: Partial<DefinitionSources> = {}) {
  const { servers, problems } = read(toml, more);
  expect(problems).toEqual([]);
  const [server] = servers;
  if (!server || servers.length !== 1) throw new Error(`${servers.length} servers`);
  return server;
}

export const messages = (toml: string, more: Partial<DefinitionSources> = {}) =>
  read(toml, more).problems.map(({ message }) => message);
export const shown = ({ servers }: ReturnType<typeof read>) => servers.map(({ name, target }) => `${name}=${target}`);
