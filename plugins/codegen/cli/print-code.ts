import type { CliInvocation, TextSink, TextTools } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { changedFiles } from './gen-outcome.js';
import { countText } from './number-text.js';
import { oneLine } from './one-line.js';
import { unifiedDiff } from './unified-diff.js';

export interface PrintCodeOptions {
  /** All files as a diff, instead of the target as it would be. */
  readonly asDiff: boolean;
  readonly text: TextTools;
}

/** Writes what came to stdout, byte for byte where that is no terminal, and names on stderr what is not shown. */
export async function printCode(
  generation: Generation,
  { stdout, stderr }: Pick<CliInvocation, 'stdout' | 'stderr'>,
  { asDiff, text }: PrintCodeOptions,
): Promise<void> {
  const { files, target } = generation;
  const shown = files.find(({ path }) => path === target);
  const others = changedFiles(generation).filter((file) => file !== shown);
  const written = asDiff ? await unifiedDiff(files) : (shown?.after ?? '');
  if (stdout.isTTY) stdout.write(asDiff ? painted(text.clean(written), stdout.paint) : ended(text.clean(written)));
  else stdout.write(written);
  if (asDiff || others.length === 0) return;
  const names = others.map(({ path }) => oneLine(path, text)).join(', ');
  // A note says already that the answer is for others.
  const what = shown ? `${countText(others.length, 'more file')}: ${names}. ` : '';
  stderr.write(`${what}--diff shows all, --save writes all\n`);
}

function painted(diff: string, paint: TextSink['paint']): string {
  const style = (line: string) =>
    line.startsWith('@@') ? 'accent' : line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'default';
  return diff.replace(/^.+$/gm, (line) => paint(style(line), line));
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
