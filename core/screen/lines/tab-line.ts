import type { StyledText, TextStyle } from 'devmgr/plugin-api';
import type { TabInfo } from '../ui.js';
import { partsWidth, placeSegments, type Segment, type SegmentDraft, type SegmentPart } from './segment.js';

export interface TabLineInput {
  /** In the order of the line. */
  readonly tabs: readonly TabInfo[];
  readonly current: string;
  /** A sign after the title, for a tab whose content failed. */
  readonly mark: (id: string) => { readonly text: string; readonly style: TextStyle } | undefined;
  readonly project: { readonly name: string; readonly branch: string | undefined };
  readonly select: (id: string) => void;
}

/** Id of the segment with project and branch. */
export const PROJECT = 'project';

interface Detail {
  readonly icon: boolean;
  readonly title: 'all' | 'current';
  readonly hotkey: boolean;
}

/** From a wide screen to a narrow one: first the hotkeys go, then the icons, then the titles of the others. */
const DETAILS: readonly Detail[] = [
  { icon: true, title: 'all', hotkey: true },
  { icon: true, title: 'all', hotkey: false },
  { icon: false, title: 'all', hotkey: false },
  { icon: true, title: 'current', hotkey: false },
];

/** Lays out the top line: tabs left, project and branch right where there is room for them. */
export function tabLineSegments(input: TabLineInput, width: number): Segment[] {
  const tabs = placeSegments(tabDrafts(input, width), 0, 0);
  const used = tabs.reduce((end, tab) => Math.max(end, tab.x + tab.width), 0);
  const project = projectParts(input.project, width - used - 2);
  return project
    ? [
        ...tabs,
        { id: PROJECT, x: width - partsWidth(project) - 1, width: partsWidth(project), parts: project, base: 'bar' },
      ]
    : tabs;
}

/** As much of each tab as there is room for. */
function tabDrafts(input: TabLineInput, width: number): SegmentDraft[] {
  let drafts: SegmentDraft[] = [];
  for (const detail of DETAILS) {
    drafts = input.tabs.map((tab) => tabDraft(input, tab, detail));
    if (totalWidth(drafts) <= width) return drafts;
  }
  return windowAround(input, drafts, width);
}

const totalWidth = (drafts: readonly SegmentDraft[]) => drafts.reduce((sum, draft) => sum + partsWidth(draft.parts), 0);

function tabDraft(input: TabLineInput, tab: TabInfo, detail: Detail): SegmentDraft {
  const current = tab.id === input.current;
  const look = current ? 'tab-active' : 'tab';
  const mark = input.mark(tab.id);
  const title = detail.title === 'all' || current || !tab.icon ? tab.title : '';
  const name = [detail.icon ? tab.icon : undefined, title].filter(Boolean).join(' ');
  const parts: SegmentPart[] = [{ text: ` ${name}` }];
  if (mark) parts.push({ text: [{ text: ` ${mark.text}`, style: mark.style }] });
  if (detail.hotkey && tab.hotkey) parts.push({ text: ` ${tab.hotkey}` });
  parts.push({ text: ' ' });
  return { id: tab.id, parts, base: look, hover: current ? look : 'tab-hover', run: () => input.select(tab.id) };
}

/** When not even the shortest form fits: the tabs around the current one, with arrows to the hidden ones. */
function windowAround(input: TabLineInput, drafts: readonly SegmentDraft[], width: number): SegmentDraft[] {
  const current = Math.max(
    0,
    input.tabs.findIndex((tab) => tab.id === input.current),
  );
  let [from, to] = [current, current + 1];
  const fits = (a: number, b: number) => a >= 0 && b <= drafts.length && totalWidth(drafts.slice(a, b)) <= width - 4;
  for (let grown = true; grown;) {
    grown = false;
    if (fits(from, to + 1)) [to, grown] = [to + 1, true];
    if (fits(from - 1, to)) [from, grown] = [from - 1, true];
  }
  return [arrow(input, '‹', from - 1), ...drafts.slice(from, to), arrow(input, '›', to)];
}

function arrow(input: TabLineInput, sign: string, target: number): SegmentDraft {
  const tab = input.tabs[target];
  const run = tab ? () => input.select(tab.id) : undefined;
  return { id: `arrow ${sign}`, parts: [{ text: tab ? `${sign} ` : '  ' }], base: 'tab', hover: 'tab-hover', run };
}

/** Whole or not at all: half a name says nothing. */
function projectParts(project: TabLineInput['project'], room: number): SegmentPart[] | undefined {
  const parts = [{ text: projectText(project) }];
  return partsWidth(parts) <= room ? parts : undefined;
}

/** Name and branch: `orders-api main*`. */
export function projectText({ name, branch }: TabLineInput['project']): StyledText {
  const strong = { text: name, style: 'strong' as const };
  return branch === undefined ? [strong] : [strong, { text: ` ${branch}` }];
}
