import { DevmgrError, ExitCode, type CliInvocation, type TextSink, type TextTools } from 'devmgr/plugin-api';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import { keptVerdict } from '../history/kept-verdict.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { GenProgress } from './gen-progress.js';
import type { GenRequest } from './gen-request.js';
import { durationText } from './number-text.js';
import { oneLine } from './one-line.js';
import { verdictText } from './test-text.js';

/** Asks several models the same; gives the entries, best first, of which every answer is in the history. Rejects when nobody answered. */
export async function bakeOff(
  { job, bakeOff: models, tests, where }: GenRequest,
  engine: CodegenEngine,
  progress: GenProgress,
  { signal }: Pick<CliInvocation, 'signal'>,
): Promise<readonly BakeOffEntry[]> {
  let entries: readonly BakeOffEntry[] = [];
  for await (const now of engine.runBakeOff(job, models, { tests, where, signal })) {
    entries = now;
    const isOver = ({ status }: BakeOffEntry) => status === 'done' || status === 'failed' || status === 'stopped';
    progress.say(`${entries.filter(isOver).length} of ${entries.length} models are done`, true);
  }
  for (const { generation, verification } of entries) {
    if (generation) await engine.history.add(generation);
    if (generation && verification) await engine.history.markTested(generation.id, keptVerdict(verification));
  }
  if (entries.every(({ generation }) => generation === undefined)) throw nobody(entries, signal);
  return entries;
}

/** One line a model, best first. */
export function printBakeOff(entries: readonly BakeOffEntry[], out: TextSink, text: TextTools): void {
  const width = Math.max(...entries.map(({ model }) => text.width(oneLine(model, text))));
  const lines = entries.map((entry, at) => {
    const model = oneLine(entry.model, text);
    const { durationMs, costUsd } = entry;
    const parts = [
      resultText(entry),
      ...(durationMs === undefined ? [] : [durationText(durationMs)]),
      ...(costUsd === undefined ? [] : [`$${costUsd.toPrecision(2)}`]),
    ];
    return `${at + 1}  ${model}${' '.repeat(Math.max(0, width - text.width(model)))}  ${oneLine(parts.join(' · '), text)}\n`;
  });
  out.write(lines.join(''));
}

function resultText({ status, error, verification, generation }: BakeOffEntry): string {
  if (status === 'failed') return `failed: ${error?.message ?? 'no answer'}`;
  if (status === 'stopped') return 'stopped';
  if (generation?.files.length === 0) return 'no code';
  return verification ? verdictText(verification) : 'written';
}

function nobody(entries: readonly BakeOffEntry[], signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const reasons = entries.map(({ model, error }) => `${model}: ${error?.message ?? 'no answer'}`);
  return new DevmgrError({
    code: 'DEVMGR_AI_PROVIDER_FAILED',
    message: `None of the models answered: ${reasons.join('; ')}`,
    hint: 'devmgr providers says what each needs.',
    exitCode: ExitCode.unavailable,
  });
}
