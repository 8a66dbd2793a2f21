import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { GenParts } from './gen-parts.js';
import { countText } from './number-text.js';
import { oneLine } from './one-line.js';
import { targetPath } from './target-path.js';
import { usageError } from './usage-error.js';

/** `--export FILE|-`: saved generations as lines for fine-tuning. A file of the project is written as code is: it can be taken back. */
export async function exportHistory(
  target: string,
  { stdout, stderr, json, signal }: CliInvocation,
  { history, writer }: Pick<CodegenEngine, 'history' | 'writer'>,
  { context }: GenParts,
): Promise<number> {
  if (target !== '-' && !/\.jsonl?$/.test(target))
    throw usageError(`${target} is no name for JSON lines`, 'Name it so: --export examples.jsonl, or - for stdout');
  const lines: string[] = [];
  for await (const line of history.exportJsonl()) {
    signal.throwIfAborted();
    if (target === '-') stdout.write(line);
    lines.push(line);
  }
  const counted = countText(lines.length, 'saved generation');
  if (target === '-') {
    stderr.write(`${counted}\n`);
    return ExitCode.ok;
  }
  if (lines.length === 0) throw nothing();
  const path = targetPath(target, context.workspace.root, process.cwd());
  const { version, path: file } = await writer.read(path);
  const title = `Exported ${counted}`;
  const change = await writer.write([{ path: file, text: lines.join(''), base: version }], { title });
  if (json) stdout.write(`${JSON.stringify({ file, examples: lines.length, change: change.id })}\n`);
  else stdout.write(`${title} to ${oneLine(file, context.text)}\n`);
  return ExitCode.ok;
}

function nothing(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'There is nothing to export: no generation was saved yet',
    hint: 'Generations that were taken back are not exported either. devmgr gen --history lists all.',
  });
}
