import type { TextTools } from 'devmgr/plugin-api';
import { byteText } from '../providers/local/models/byte-text.js';
import type { KnownModel } from '../providers/local/models/known-model.js';
import type { PulledModel } from '../providers/local/models/pulled-model.js';
import { alignedColumns } from './aligned-columns.js';
import { dtypeText } from './dtype-text.js';

const pullHint = 'Pull one: devmgr models pull NAME, or owner/name of any other with ONNX weights on the hub';

/** Two tables for people: what is here, and what can be pulled. Ends with a newline. */
export function printModels(models: readonly PulledModel[], known: readonly KnownModel[], text: TextTools): string {
  const here = new Set(models.map(({ id }) => id));
  const rest = known.filter(({ id }) => !here.has(id));
  const first =
    models.length === 0
      ? ['No models are on this machine.']
      : alignedColumns([['MODEL', 'TASK', 'WEIGHTS', 'SIZE', 'WINDOW'], ...models.map(pulledCells)], text);
  const second =
    rest.length === 0
      ? []
      : ['', ...alignedColumns([['CAN BE PULLED', 'SIZE', 'WHAT FOR'], ...rest.map(knownCells)], text), '', pullHint];
  return [...first, ...second].map((line) => `${text.clean(line)}\n`).join('');
}

function pulledCells({ id, task, dtype, bytes, contextWindow }: PulledModel): string[] {
  return [id, task, dtypeText(dtype), byteText(bytes), contextWindow === undefined ? '-' : String(contextWindow)];
}

function knownCells({ name, megabytes, summary }: KnownModel): string[] {
  return [name, `about ${byteText(megabytes * 1e6)}`, summary];
}
