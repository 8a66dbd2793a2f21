import { relative } from 'node:path';
import type { SettingLayer } from 'devmgr/plugin-api';
import { homePath } from '../../providers/home-path.js';

export interface Places {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Where a layer of settings stands, for people: `pyproject.toml`, `~/.devmgr/config.toml`, `DEVMGR_SERVERS`. */
export function shownOrigin({ origin, source }: SettingLayer, { root, env }: Places): string {
  if (origin === undefined) return source === 'project' ? 'the settings of the project' : 'your settings';
  if (source === 'environment' || !origin.startsWith('/')) return origin;
  const below = relative(root, origin);
  return below.startsWith('..') ? homePath(origin, env) : below;
}
