import type { TextTools } from 'devmgr/plugin-api';
import { providerNote, providerSign, providerWord } from '../../providers/view/describe-provider.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import { noteTable } from './note-table.js';

const HEADER = ['', 'PROVIDER', 'STATUS', 'LATENCY', 'MODELS', 'DEFAULT', 'NOTE'];
const NUMBERS = new Set([3, 4]);

/**
 * A table for people, a provider a line; who is asked by default is marked. Ends with a newline. `columns` of the terminal;
 * `undefined` where it is none.
 */
export function printProviders(
  views: readonly ProviderView[],
  text: TextTools,
  now: number,
  columns: number | undefined,
): string {
  const rows = views.map((view) => cells(view, now).map((cell) => text.clean(cell).replaceAll('\n', ' ')));
  const lines = noteTable({ header: HEADER, rows, right: NUMBERS, columns }, text);
  const standard = views.find(({ isDefault }) => isDefault);
  const last = standard ? ['', `${DEFAULT_MARK} ${defaultLine(standard)}`] : [];
  return [...lines, ...last].map((line) => `${line}\n`).join('');
}

const DEFAULT_MARK = '▸';

function defaultLine({ id, standsInFor, state }: ProviderView): string {
  if (standsInFor !== undefined) return `${id} is asked now: ${standsInFor}, which comes first, cannot be asked`;
  const canBeAsked = ['ready', 'limited', 'unknown'].includes(state.status.kind);
  return canBeAsked ? `${id} is asked by default` : `${id} would be asked by default, and cannot be asked now`;
}

function cells(view: ProviderView, now: number): string[] {
  const { latencyMs, models, defaultModel, status } = view.state;
  return [
    providerSign(view).text,
    `${view.id}${view.isDefault ? ` ${DEFAULT_MARK}` : ''}`,
    providerWord(view, now),
    latencyMs === undefined ? '' : `${Math.round(latencyMs)}ms`,
    models.length === 0 ? '' : String(models.length),
    status.kind === 'ready' || status.kind === 'limited' ? (defaultModel ?? '-') : '',
    providerNote(view).text,
  ];
}
