import type { TextSpan } from 'devmgr/plugin-api';
import type { KnownTest } from '../../book/known-test.js';
import { TestNode } from '../../book/test-node.js';
import { outcomeLook } from '../../results/outcome-look.js';
import type { ListRow } from './list-row.js';

export interface NameSources {
  isOpen(node: TestNode): boolean;
  /** Cells for a name; `undefined`: more than enough. */
  nameRoom(): number | undefined;
}

/** Outcomes that are counted beside the name of a node. */
const counted = ['failed', 'error', 'running'] as const;
const indent = 2;
/** Cells behind a name from which it is worth to begin with its file. */
const leastForFile = 4;
/** Between file and name in an id. */
const nameSign = '::';

/** Of a test its name, which tells it from others, and behind it the file; in the tree the last part of it, under what it lies in, and of a node how many tests it has and how they stand. */
export function nameText(row: ListRow, { isOpen, nameRoom }: NameSources): TextSpan[] {
  if (!(row instanceof TestNode)) return flatName(row, nameRoom());
  const lead = ' '.repeat(signCell(row));
  if (row.test) return [{ text: `${lead}${endOf(row.label, nameRoom(), lead.length)}` }];
  const counts = counted
    .filter((outcome) => row.countOf(outcome) > 0)
    .map((outcome): TextSpan => {
      const { sign, style } = outcomeLook[outcome];
      return { text: ` ${sign}${row.countOf(outcome)}`, style };
    });
  return [
    { text: `${lead}${isOpen(row) ? '▾' : '▸'} ` },
    { text: row.label, style: 'strong' },
    { text: ` ${row.total}`, style: 'muted' },
    ...counts,
  ];
}

/** The cell of the name column in which the sign of a node stands that opens and closes it. */
export function signCell(node: TestNode): number {
  return node.depth * indent;
}

function flatName({ id, file }: KnownTest, room: number | undefined): TextSpan[] {
  if (id === file) return [{ text: id }];
  const name = endOf(id.slice(file.length + nameSign.length), room);
  if (room !== undefined && name.length + leastForFile > room) return [{ text: name }];
  return [{ text: name }, { text: `  ${shortPath(file)}`, style: 'muted' }];
}

/** Names that begin alike stand one below the other: of a long one the end is shown. */
function endOf(name: string, room = Number.POSITIVE_INFINITY, taken = 0): string {
  const left = Math.max(1, room - taken);
  return name.length <= left ? name : `…${[...name].slice(1 - left).join('')}`;
}

/** Without the folder that nearly every test lies in: the room is better used for what tells tests apart. */
function shortPath(path: string): string {
  return path.replace(/^tests?\//, '');
}
