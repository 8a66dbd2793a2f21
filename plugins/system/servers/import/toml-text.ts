import type { ImportedServer, TomlTable, TomlValue } from './imported-servers.js';

const BARE_KEY = /^[A-Za-z0-9_-]+$/;
/** Controls, what turns the direction of text, and what has no width: written as escapes, so that a person sees it. */

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Tables of servers as TOML 1.0, one after the other. `section`: `tool.devmgr.servers`. Ends with a newline when there is one. */
export function tomlText(servers: readonly ImportedServer[], section: string): string {
  return servers.map(({ name, table }) => `[${section}.${key(name)}]\n${fields(table)}`).join('\n');
}

function fields(table: TomlTable): string {
  return Object.entries(table)
    .map(([name, field]) => `${key(name)} = ${value(field)}\n`)
    .join('');
}

function key(name: string): string {
  return BARE_KEY.test(name) ? name : text(name);
}

function value(field: TomlValue): string {
  if (typeof field === 'string') return text(field);
  if (typeof field !== 'object') return String(field);
  if (isList(field)) return `[${field.map(value).join(', ')}]`;
  const pairs = Object.entries(field).map(([name, each]) => `${key(name)} = ${value(each)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function isList(field: readonly TomlValue[] | TomlTable): field is readonly TomlValue[] {
  return Array.isArray(field);
}

/** Without escapes where that can be, as commands have many quotes. */
function text(raw: string): string {
  const hasHidden = raw.search(HIDDEN) !== -1;
  if (!hasHidden && !raw.includes("'") && /["\\]/.test(raw)) return `'${raw}'`;
  const quoted = raw.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${quoted.replaceAll(HIDDEN, escaped)}"`;
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
