import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { availabilityNote, availabilitySign, availabilityWord } from '../../finetuning/view/availability-text.js';
import { noteTable } from '../providers/note-table.js';
import type { FinetuneParts } from './finetune-word.js';

const LONGEST_LOOK_MS = 5_000;

/** `finetune adapters`: where models can be fine-tuned, and why not where they cannot. 0. */
export async function listAdapters(
  { json, stdout, signal }: CliInvocation,
  { finetuning, context: { text } }: FinetuneParts,
): Promise<number> {
  // Whether they answer shows when they are asked for their jobs; who takes longer is told as it is set up.
  const soon = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_LOOK_MS)]);
  await finetuning.refresh({ signal: soon }).catch(() => signal.throwIfAborted());
  const all = finetuning.adapters.get();
  const problemOf = ({ id }: FineTuningAdapter) =>
    finetuning.state.get().problems.find(({ adapterId }) => adapterId === id)?.message;
  if (json) stdout.write(`${JSON.stringify({ adapters: all.map((each) => reportAdapter(each, problemOf(each))) })}\n`);
  else {
    const rows = all.map((adapter) =>
      cells(adapter, problemOf(adapter)).map((cell) => text.clean(cell).replaceAll('\n', ' ')),
    );
    const columns = stdout.isTTY ? stdout.columns : undefined;
    const header = ['', 'PROVIDER', 'STATUS', 'METHODS', 'NOTE'];
    const lines = noteTable({ header, rows, right: new Set(), columns }, text);
    stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
  return ExitCode.ok;
}

function cells(adapter: FineTuningAdapter, problem: string | undefined): string[] {
  const availability = adapter.availability();
  return [
    problem === undefined ? availabilitySign(availability).text : '!',
    adapter.id,
    problem === undefined ? availabilityWord(availability) : 'no answer',
    adapter
      .methods(undefined)
      .map(({ id }) => id)
      .join(' '),
    [problem ?? '', availabilityNote(availability)].filter((note) => note !== '').join('. '),
  ];
}

/** `problem`: why its jobs could not be listed. */
function reportAdapter(adapter: FineTuningAdapter, problem: string | undefined) {
  const { id, title, capabilities } = adapter;
  const { kind, ...why } = adapter.availability();
  return {
    id,
    title,
    status: kind,
    ...why,
    ...(problem !== undefined && { problem }),
    capabilities,
    methods: adapter.methods(undefined),
  };
}
