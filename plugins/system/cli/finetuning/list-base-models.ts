import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { FineTuningBaseModel } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { windowText } from '../../providers/view/model-numbers.js';
import { noteTable } from '../providers/note-table.js';
import { chosenAdapter } from './chosen-adapter.js';
import type { FinetuneParts } from './finetune-word.js';

/** `finetune models [provider]`: what may be trained there, from the provider's own list. 0. */
export async function listBaseModels(invocation: CliInvocation, parts: FinetuneParts): Promise<number> {
  const adapter = chosenAdapter(invocation, parts, invocation.args[1]);
  const models = await adapter.baseModels({ signal: invocation.signal });
  const { stdout } = invocation;
  const { text } = parts.context;
  if (invocation.json) stdout.write(`${JSON.stringify({ provider: adapter.id, models })}\n`);
  else if (models.length === 0) stdout.write(`${adapter.id} has no list: it takes any name\n`);
  else {
    const rows = models.map((model) => cells(model).map((cell) => text.clean(cell).replaceAll('\n', ' ')));
    const header = ['MODEL', 'EXAMPLE', '$/M', 'NOTE'];
    const columns = stdout.isTTY ? stdout.columns : undefined;
    const lines = noteTable({ header, rows, right: new Set([1, 2]), columns }, text);
    stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
  return ExitCode.ok;
}

function cells({ id, maxExampleTokens, pricePerMillion, note }: FineTuningBaseModel): string[] {
  return [
    id,
    windowText(maxExampleTokens),
    pricePerMillion === undefined ? '-' : pricePerMillion.toFixed(2),
    note ?? '',
  ];
}
