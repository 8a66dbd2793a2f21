import { isTarget } from '../detect/read-entrypoint.js';
import type { TomlTable, TomlValue } from './imported-servers.js';

/** Programs that only choose the environment that devmgr finds by itself. */
const RUNNERS = new Set(['uv run', 'poetry run']);
const PYTHON = /^(?<folder>(?:.*\/)?)python(?:\d+(?:\.\d+)*)?$/;
const UVICORN = /^(?<folder>(?:.*\/)?)uvicorn$/;
/** Flags of uvicorn that take no value. */
const SWITCH =
  /^--(?:no-)?(?:access-log|use-colors|proxy-headers|server-header|date-header|reload|factory|version|help)$/;
/** It does not listen on a port then. */
const NO_PORT = new Set(['--uds', '--fd', '--version', '--help']);
const FIELDS: Readonly<Record<string, string>> = { '--host': 'host', '--app-dir': 'app-dir', '--env-file': 'env-file' };

/**
 * A command line that starts uvicorn as fields of a server with an application. `undefined`: it starts something else, or
 * the application would not be the same. `words`: without quotes.
 */
export function uvicornTable(words: readonly string[], note: (text: string) => void): TomlTable | undefined {
  const started = uvicornOf(words);
  const parsed = started && parseArguments(started.args);
  if (!started || !parsed || !isTarget(parsed.target)) return undefined;
  if (parsed.flags.some(({ flag }) => NO_PORT.has(flag))) return undefined;
  const { python } = started;
  return { app: parsed.target, ...(python !== undefined && { python }), ...fieldsOf(parsed.flags, note) };
}

function uvicornOf(words: readonly string[]): { python: string | undefined; args: readonly string[] } | undefined {
  const command = RUNNERS.has(words.slice(0, 2).join(' ')) ? words.slice(2) : words;
  const [program = '', dashM, module] = command;
  const python = PYTHON.exec(program);
  if (python && dashM === '-m' && module === 'uvicorn')
    return { python: python.groups?.['folder'] === '' ? undefined : program, args: command.slice(3) };
  const folder = UVICORN.exec(program)?.groups?.['folder'];
  if (folder === undefined) return undefined;
  return { python: folder === '' ? undefined : `${folder}python`, args: command.slice(1) };
}

interface Flag {
  readonly flag: string;
  readonly value: string | undefined;
}

function parseArguments(args: readonly string[]): { target: string; flags: readonly Flag[] } | undefined {
  const flags: Flag[] = [];
  const targets: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const [, name = '', value] = /^(--[a-z0-9-]+)(?:=([^]*))?$/.exec(word) ?? [];
    if (name === '') targets.push(word);
    else if (value !== undefined || SWITCH.test(name)) flags.push({ flag: name, value });
    else flags.push({ flag: name, value: args[(index += 1)] });
  }
  const [target, ...others] = targets;
  return target === undefined || others.length > 0 ? undefined : { target, flags };
}

function fieldsOf(flags: readonly Flag[], note: (text: string) => void): TomlTable {
  const table: Record<string, TomlValue> = {};
  const watch: Record<string, string[]> = {};
  const args: string[] = [];
  // uvicorn's own default: others may count on it.
  const port = Number(flags.findLast(({ flag }) => flag === '--port')?.value ?? 8_000);
  for (const { flag, value } of flags) {
    const field = FIELDS[flag];
    const watched = /^--reload-(?<which>dir|include|exclude)$/.exec(flag)?.groups?.['which'];
    if (flag === '--port') continue;
    if (flag === '--reload' || flag === '--factory') table[flag.slice(2)] = true;
    else if (field !== undefined && value !== undefined) table[field] = value;
    else if (watched !== undefined) (watch[watched === 'dir' ? 'paths' : watched] ??= []).push(value ?? '');
    else if (flag === '--reload-delay') note('--reload-delay has no counterpart: changes are told, not looked for');
    else args.push(flag, ...(value === undefined ? [] : [value]));
  }
  const isHttps = flags.some(({ flag }) => flag === '--ssl-certfile' || flag === '--ssl-keyfile');
  return {
    ...table,
    port,
    ...(isHttps && { url: `https://127.0.0.1:${port}` }),
    ...(Object.keys(watch).length > 0 && { watch }),
    ...(args.length > 0 && { 'uvicorn-args': args }),
  };
}
