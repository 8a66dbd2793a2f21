import type { StyledText, TextTools } from 'devmgr/plugin-api';
import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { retirementWarning } from '../../providers/catalogue/retirement-warning.js';
import { priceText, windowText } from '../../providers/view/model-numbers.js';
import { providerDetails } from '../../providers/view/provider-details.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import { noteTable } from './note-table.js';
import { wrapWords } from './wrap-words.js';

const HEADER = ['', 'MODEL', 'WINDOW', '$/M IN/OUT', 'NOTE'];
const NUMBERS = new Set([2, 3]);

/**
 * Everything that is known of one provider, and its models. Ends with a newline. `columns` of the terminal; `undefined` where
 * it is none.
 */
export function printProvider(view: ProviderView, text: TextTools, now: number, columns: number | undefined): string {
  const facts = providerDetails(view, now)
    .map((line) => text.clean(plain(line)))
    .flatMap((line) => (columns === undefined ? line : wrapWords(line, columns, text)));
  const models = view.state.models.map((model) => cells(model, view.state.defaultModel, now));
  const rows = models.map((row) => row.map((cell) => text.clean(cell).replaceAll('\n', ' ')));
  const table = rows.length === 0 ? [] : ['', ...noteTable({ header: HEADER, rows, right: NUMBERS, columns }, text)];
  return [...facts, ...table].map((line) => `${line}\n`).join('');
}

function plain(line: StyledText): string {
  return typeof line === 'string' ? line : line.map((span) => span.text).join('');
}

function cells(model: AiModelInfo, defaultModel: string | undefined, now: number): string[] {
  const notes = [
    ...(model.kind === 'embedding' ? ['embedding'] : []),
    ...(model.seesImages ? ['sees images'] : []),
    ...[retirementWarning(model, now) ?? []].flat(),
  ];
  return [
    model.id === defaultModel ? '▸' : '',
    model.id,
    windowText(model.contextWindow),
    priceText(model.price),
    notes.join(' · '),
  ];
}
