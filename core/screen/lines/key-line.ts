import type { CommandView } from '../../widgets/widget.js';
import type { CommandInfo } from '../../commands/catalog.js';
import { isPrintableName, keyName } from '../input/key-name.js';
import { fitByRank } from './fit-by-rank.js';
import { partsWidth, placeSegments, type Segment, type SegmentPart } from './segment.js';

/** A key of the screen itself: `?`, `q`, Tab, Ctrl-P. */
export interface ScreenKey {
  readonly key: string;
  readonly label: string;
  /** Lower stays longer; commands have 10, 11, ... in their order. */
  readonly rank: number;
  /** Left out: a press does nothing. */
  readonly run: (() => void) | undefined;
}

export interface KeyLineInput {
  /** Those whose `when` holds. */
  readonly commands: readonly CommandInfo[];
  readonly describe: (id: string) => CommandView | undefined;
  readonly run: (id: string) => void;
  /** While text is typed, printable keys are no commands. */
  readonly typing: boolean;
  readonly screenKeys: readonly ScreenKey[];
}

const GAP = 2;
const FIRST_COMMAND_RANK = 10;

/** Lays out the keys that work now, with one free cell at both ends; what does not fit goes by rank. */
export function keyLineSegments(input: KeyLineInput, width: number): Segment[] {
  const entries = [...commandEntries(input), ...input.screenKeys].filter(
    (entry) => !input.typing || !isPrintableName(entry.key),
  );
  const items = entries.map((entry) => ({ ...entry, parts: parts(entry), width: partsWidth(parts(entry)) }));
  const drafts = fitByRank(items, width - 2, GAP).map((item) => ({
    id: item.key,
    parts: item.parts,
    base: 'default' as const,
    hover: 'tab-hover' as const,
    run: item.run,
  }));
  return placeSegments(drafts, 1, GAP);
}

/** Commands with a label and a key that are not disabled. The first key wins when two commands share one. */
function commandEntries(input: KeyLineInput): ScreenKey[] {
  const taken = new Set<string>();
  const entries: ScreenKey[] = [];
  for (const command of input.commands) {
    const key = command.keys.find((name) => !taken.has(name) && !(input.typing && isPrintableName(name)));
    if (command.label === undefined || key === undefined || taken.has(key)) continue;
    command.keys.forEach((name) => taken.add(name));
    if (input.describe(command.id)?.disabledReason !== undefined) continue;
    const rank = FIRST_COMMAND_RANK + entries.length;
    entries.push({ key, label: command.label, rank, run: () => input.run(command.id) });
  }
  return entries;
}

function parts(entry: { readonly key: string; readonly label: string }): SegmentPart[] {
  return [
    { text: keyName(entry.key), look: 'key' },
    { text: ` ${entry.label}`, look: 'key-hint' },
  ];
}
