import type { TableColumn } from 'devmgr/plugin-api';
import type { ChatSource } from '../../conversation/conversation.js';
import { placeOf } from '../place-text.js';

/** A source with its number, from one, as it stands in the list. */
export interface NumberedSource {
  readonly number: number;
  readonly source: ChatSource;
}

/** Tables narrower than this show where the code is and how much it counts. */
const whatFrom = 46;
const whyFrom = 58;

export const sourceColumns: readonly TableColumn<NumberedSource>[] = [
  {
    id: 'number',
    title: '#',
    width: 2,
    align: 'right',
    cell: ({ number }) => [{ text: String(number), style: 'muted' }],
  },
  { id: 'place', title: 'WHERE', width: 'fill', cut: 'start', cell: ({ source }) => placeOf(source) },
  {
    id: 'symbol',
    title: 'WHAT',
    width: 'fill',
    cut: 'middle',
    minTableWidth: whatFrom,
    cell: ({ source }) => source.symbol ?? '',
  },
  { id: 'score', title: 'SCORE', width: 5, align: 'right', cell: ({ source }) => scoreText(source) },
  {
    id: 'origin',
    title: 'FROM',
    width: 9,
    minTableWidth: whyFrom,
    cell: ({ source }) => [{ text: source.origin, style: 'muted' }],
  },
];

/** What a person chose has no score. */
function scoreText({ origin, score }: ChatSource): string {
  return origin === 'pinned' ? 'pin' : score.toFixed(2);
}
