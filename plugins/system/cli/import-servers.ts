import { relative, resolve } from 'node:path';
import { DevmgrError, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { findImports } from '../servers/import/find-import.js';
import { importFile } from '../servers/import/import-file.js';
import type { ImportedServers, ImportNote } from '../servers/import/imported-servers.js';
import { tomlText } from '../servers/import/toml-text.js';
import { withoutSecrets } from '../servers/import/without-secrets.js';
import { writeServers, type WrittenServers } from '../servers/import/write-servers.js';
import type { SystemParts } from '../system-parts.js';

const SECTION = 'tool.devmgr.servers';

/**
 * `server import [file]`: servers of a Procfile or process-compose.yaml as settings on stdout; with `--write` they are added to the project's settings.
 * What has no counterpart stands on stderr. 0 also when something was left out: what was imported is right.
 */
export async function importServers(invocation: CliInvocation, { context }: SystemParts): Promise<number> {
  const { root } = context.workspace;
  const path = await fileOf(invocation.args[1], root, invocation);
  const file = relative(root, path);
  const read = await importFile(path, root);
  const { servers, notes } = withoutSecrets(read.servers, context.text);
  const imported = { ...read, servers, notes: [...read.notes, ...notes] };
  const title = `Imported servers from ${file}`;
  const written = invocation.flags.boolean('write')
    ? await writeServers(await findWriter(context), servers, title)
    : undefined;
  if (invocation.json) invocation.stdout.write(`${JSON.stringify(documentOf(file, imported, written))}\n`);
  else print(invocation, context, imported, written);
  tellNotes(invocation, context, file, imported.notes);
  return ExitCode.ok;
}

async function fileOf(given: string | undefined, root: string, { stderr }: CliInvocation): Promise<string> {
  if (given !== undefined) return resolve(process.cwd(), given);
  const [first, ...others] = await findImports(root);
  if (first === undefined) {
    const message = 'This project has neither a Procfile nor a process-compose.yaml';
    const hint = 'Name the file: devmgr server import deploy/Procfile';
    throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
  }
  if (others.length > 0)
    stderr.write(`Reading ${first}, not ${others.join(', ')}: name the file to import another one\n`);
  return resolve(root, first);
}

async function findWriter({ services }: PluginContext): Promise<ProjectWriter> {
  try {
    return await services.require(ProjectWriter);
  } catch (error) {
    throw new DevmgrError({
      code: 'DEVMGR_SERVICE_UNAVAILABLE',
      message: 'Nothing can be written: the Code Gen plugin, which writes files, is not there',
      hint: 'devmgr plugins list says why. Without --write it is printed.',
      exitCode: ExitCode.unavailable,
      cause: error,
    });
  }
}

function print(
  { stdout, stderr }: CliInvocation,
  { text }: PluginContext,
  { servers }: ImportedServers,
  written: WrittenServers | undefined,
): void {
  if (!written) return stdout.write(text.clean(tomlText(servers, SECTION)));
  const { added, present, path } = written;
  if (added.length > 0) stdout.write(text.clean(`Added to ${path}: ${added.join(', ')}\n`));
  for (const { name, path: holder } of present)
    stderr.write(text.clean(`! ${name} stands in ${holder} already and was left as it is\n`));
}

function tellNotes(
  { stderr }: CliInvocation,
  { text }: PluginContext,
  file: string,
  notes: readonly ImportNote[],
): void {
  for (const { server, line, text: said } of notes) {
    const who = server === undefined ? '' : `${server}: `;
    stderr.write(`${text.redact(text.clean(`! ${file}:${line} ${who}${said}`).replaceAll('\n', ' '))}\n`);
  }
}

function documentOf(file: string, { format, servers, notes }: ImportedServers, written: WrittenServers | undefined) {
  return {
    file,
    format,
    servers: Object.fromEntries(servers.map(({ name, table }) => [name, table])),
    notes: notes.map(({ server = null, line, text }) => ({ server, line, text })),
    ...(written && { written: { path: written.path, added: written.added, present: written.present } }),
  };
}
