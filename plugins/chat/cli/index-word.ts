import { ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import { indexSummaryLines } from './index-summary-lines.js';
import { refreshIndex } from './refresh-index.js';
import { usageError } from './usage-error.js';
import type { WordParts } from './word-parts.js';

/** `devmgr index`: brings the index up to date. 130 after Ctrl-C: the next one goes on from there. */
export function indexWord(parts: WordParts): CliHandler {
  return async (invocation) => {
    const { flags, stderr } = invocation;
    if (flags.boolean('off')) return switchOff(invocation, parts);
    if (flags.boolean('on')) await parts.index.setEnabled(true);
    const summary = await refreshIndex(parts, invocation, flags.boolean('rebuild'));
    if (!summary) {
      stderr.write('Interrupted: what was indexed is kept\n  To go on: devmgr index\n');
      return ExitCode.interrupted;
    }
    const state = parts.index.state.get();
    const { languages, sizeBytes, embedder } = state;
    const clean = (text: string) => parts.context.text.clean(text);
    if (embedder.problem !== undefined) stderr.write(`! ${clean(embedder.problem)}\n`);
    const document = { ...summary, languages, sizeBytes, problem: embedder.problem };
    const lines = invocation.json ? [JSON.stringify(document)] : indexSummaryLines(summary, state).map(clean);
    invocation.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return ExitCode.ok;
  };
}

async function switchOff({ flags, json, stdout }: CliInvocation, { index }: WordParts): Promise<number> {
  if (flags.boolean('on') || flags.boolean('rebuild'))
    throw usageError('--off goes with neither --on nor --rebuild', 'Say one of them.');
  await index.setEnabled(false);
  stdout.write(json ? `${JSON.stringify({ enabled: false })}\n` : 'The code index of this project is off\n');
  return ExitCode.ok;
}
