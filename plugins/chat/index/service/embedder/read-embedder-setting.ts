import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { EmbedderChoice } from '../../embed/embedder.js';

/** A choice, or the name of a model that may lie in `~/.devmgr/models`. */
export type EmbedderSetting = EmbedderChoice | { readonly kind: 'pulled'; readonly name: string };

/**
 * What the setting `embedder` says: `built-in`, `off`, a folder (it begins with `/`, `.`, `~` or a drive), `provider/model`, or the
 * name of a pulled model, also as `local/<name>`. Folders are relative to `root`.
 */
export function readEmbedderSetting(value: string, root: string): EmbedderSetting {
  const text = value.trim();
  const lower = text.toLowerCase();
  if (lower === '' || lower === 'built-in') return { kind: 'built-in' };
  if (lower === 'off' || lower === 'none') return { kind: 'none' };
  if (/^(?:[./~]|[a-z]:[\\/])/i.test(text)) return { kind: 'folder', path: resolve(root, withHome(text)) };
  const [, pulled] = /^local\/(.+)$/.exec(text) ?? [];
  if (pulled !== undefined || !text.includes('/')) return { kind: 'pulled', name: pulled ?? text };
  return { kind: 'service', selection: text };
}

function withHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? `${homedir()}${path.slice(1)}` : path;
}
