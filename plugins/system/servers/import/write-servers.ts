import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { FileSnapshot, ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import type { ImportedServer } from './imported-servers.js';
import { tomlText } from './toml-text.js';

type Writer = Pick<ProjectWriter, 'read' | 'write'>;

/** A settings file of the project and the keys below which its servers are. */
interface SettingsFile {
  readonly path: string;
  readonly section: readonly string[];
}

interface KnownFile extends SettingsFile {
  readonly snapshot: FileSnapshot;
  /** Of the servers that stand in it. */
  readonly names: readonly string[];
}

const PYPROJECT: SettingsFile = { path: 'pyproject.toml', section: ['tool', 'devmgr', 'servers'] };
const OWN: SettingsFile = { path: '.devmgr.toml', section: ['servers'] };

export interface WrittenServers {
  readonly path: string;
  readonly added: readonly string[];
  /** Names that a settings file has already, with that file: they were left as they are. */
  readonly present: readonly { readonly name: string; readonly path: string }[];
}

/**
 * Adds servers at the end of `.devmgr.toml` where that is there, else of pyproject.toml, else of a new `.devmgr.toml`. What one of the two has already
 * is never added again. Rejects as the writer does, and with `DEVMGR_CONFIG_INVALID` for a file that is no TOML, or where nothing can be added.
 */
export async function writeServers(
  writer: Writer,
  servers: readonly ImportedServer[],
  title: string,
): Promise<WrittenServers> {
  const [pyproject, own] = await Promise.all([writer.read(PYPROJECT.path), writer.read(OWN.path)]);
  const files: [KnownFile, KnownFile] = [
    { ...PYPROJECT, snapshot: pyproject, names: await namesIn(pyproject.text, PYPROJECT) },
    { ...OWN, snapshot: own, names: await namesIn(own.text, OWN) },
  ];
  const target = own.text === undefined && pyproject.text !== undefined ? files[0] : files[1];
  const holder = (name: string) => files.find(({ names }) => names.includes(name));
  const present = servers.flatMap(({ name }) => {
    const path = holder(name)?.path;
    return path === undefined ? [] : [{ name, path }];
  });
  const fresh = servers.filter(({ name }) => holder(name) === undefined);
  const added = fresh.map(({ name }) => name);
  if (fresh.length === 0) return { path: target.path, added, present };
  const text = appended(target.snapshot.text ?? '', tomlText(fresh, target.section.join('.')));
  await requireAdded(text, target, [...target.names, ...added]);
  const write = { path: target.path, text, base: target.snapshot.version };
  await writer.write([write], { title, allowed: [target.path] });
  return { path: target.path, added, present };
}

function appended(before: string, text: string): string {
  if (before.trim() === '') return text;
  return `${before}${before.endsWith('\n') ? '' : '\n'}\n${text}`;
}

/** A table that was written inline (`servers = {…}`) cannot be added to by a header. */
async function requireAdded(text: string, { path, section }: SettingsFile, names: readonly string[]): Promise<void> {
  const there = await namesIn(text, { path, section }).catch((): readonly string[] => []);
  if (names.every((name) => there.includes(name))) return;
  throw new DevmgrError({
    code: 'DEVMGR_CONFIG_INVALID',
    message: `Nothing can be added to ${section.join('.')} of ${path}: it is written in one line`,
    hint: 'Print it without --write, and put it where you want it',
    exitCode: ExitCode.config,
  });
}

async function namesIn(text: string | undefined, { path, section }: SettingsFile): Promise<readonly string[]> {
  if (text === undefined) return [];
  const { parse } = await import('smol-toml');
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const hint = 'Mend it, then import again';
    throw new DevmgrError({
      code: 'DEVMGR_CONFIG_INVALID',
      message: `${path}: ${reason}`,
      hint,
      exitCode: ExitCode.config,
    });
  }
  const tables = section.reduce(tableIn, document);
  return typeof tables === 'object' && tables !== null ? Object.keys(tables) : [];
}

function tableIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
