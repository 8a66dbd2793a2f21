import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { findSave } from './find-save.js';
import type { GenParts } from './gen-parts.js';
import { oneLine } from './one-line.js';

/** `--undo`: takes the last save back, or the one with `--id`: see `findSave`. Rejects when there is none, or a file changed since. */
export async function undoSave(
  { flags, json, stdout }: CliInvocation,
  { writer, history }: Pick<CodegenEngine, 'writer' | 'history'>,
  { context: { text } }: GenParts,
): Promise<number> {
  const wanted = flags.string('id');
  const change = await writer.undo(
    wanted === undefined ? undefined : await findSave(wanted, { writer, history }, text),
  );
  const { id, title, files } = change;
  if (json) {
    stdout.write(
      `${JSON.stringify({ undone: id, title, files: files.map(({ path, isNew }) => ({ path, isNew })) })}\n`,
    );
    return ExitCode.ok;
  }
  const lines = files.map(({ path, isNew }) => `${isNew ? 'Removed' : 'Restored'} ${oneLine(path, text)}\n`);
  stdout.write(`${lines.join('')}`);
  return ExitCode.ok;
}
