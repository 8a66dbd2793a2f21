import { ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import type { SkippedFile } from '../index/store/index-store.js';
import { indexSummaryLines } from './index-summary-lines.js';
import { printNotes } from './print-notes.js';
import { refreshIndex } from './refresh-index.js';
import { roundMs } from './round-ms.js';
import { usageError } from './usage-error.js';
import type { WordParts } from './word-parts.js';

/** `devmgr index`: brings the index up to date. 130 after Ctrl-C: the next one goes on from there. */
export function indexWord(parts: WordParts): CliHandler {
  return async (invocation) => {
    const { flags, stderr, signal } = invocation;
    if (flags.boolean('off')) return switchOff(invocation, parts);
    if (flags.boolean('on')) await parts.index.setEnabled(true);
    const summary = await refreshIndex(parts, invocation, flags.boolean('rebuild'));
    if (!summary) {
      stderr.write('Interrupted: what was indexed is kept\n  To go on: devmgr index\n');
      return ExitCode.interrupted;
    }
    const leftOut = flags.boolean('left-out') ? await parts.index.leftOut({ signal }) : undefined;
    tell(summary, leftOut, invocation, parts);
    return ExitCode.ok;
  };
}

function tell(
  summary: IndexSummary,
  leftOut: readonly SkippedFile[] | undefined,
  { json, stdout, stderr }: CliInvocation,
  { context, index }: WordParts,
): void {
  const { languages, sizeBytes, embedder } = index.state.get();
  const { problem } = embedder;
  const configuredEmbedder = context.config.string('embedder');
  if (json) {
    const more = { configuredEmbedder, languages, sizeBytes, problem, leftOut };
    stdout.write(`${JSON.stringify({ ...summary, tookMs: roundMs(summary.tookMs), ...more })}\n`);
    return;
  }
  const lines = indexSummaryLines(summary, { languages, sizeBytes, problem, configuredEmbedder, leftOut });
  if (problem !== undefined) printNotes([problem], stderr, context.text);
  stdout.write(lines.map((line) => `${context.text.clean(line)}\n`).join(''));
}

async function switchOff({ flags, json, stdout }: CliInvocation, { index }: WordParts): Promise<number> {
  if (['on', 'rebuild', 'left-out'].some((name) => flags.boolean(name)))
    throw usageError('--off goes with no other flag', 'Say one of them.');
  await index.setEnabled(false);
  stdout.write(json ? `${JSON.stringify({ enabled: false })}\n` : 'The code index of this project is off\n');
  return ExitCode.ok;
}
