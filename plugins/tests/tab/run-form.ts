import { widgets, type FormHandle, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { RunOptionsStore, RunOptionTexts } from '../results/run-options-store.js';
import { gridRow } from './page-layout.js';

/** The form that says what is run, and the line that stands for it on a small screen. */
export interface RunForm {
  readonly form: FormHandle;
  readonly folded: TextHandle;
}

const labels: Readonly<Record<keyof RunOptionTexts, string>> = {
  paths: 'Paths',
  markers: 'Markers',
  keyword: '-k',
  args: 'Args',
  workers: 'Workers',
};

export function createRunForm(tab: Tab, options: RunOptionsStore): RunForm {
  const form = tab.grid.set(gridRow.options, 0, 1, 2, widgets.form, {
    title: 'Run',
    focusId: 'tests.options',
    escapeLeaves: true,
    fields: [
      { id: 'paths', kind: 'text', label: labels.paths, width: 20, placeholder: 'all' },
      { id: 'markers', kind: 'text', label: labels.markers, width: 14, placeholder: 'any' },
      { id: 'keyword', kind: 'text', label: labels.keyword, width: 12 },
      { id: 'args', kind: 'text', label: labels.args, width: 16 },
      { id: 'workers', kind: 'text', label: labels.workers, width: 6, placeholder: 'none' },
    ],
    values: { ...options.texts.get() },
  });
  const folded = tab.grid.set(gridRow.foldedOptions, 0, 1, 2, widgets.text, { border: false, focusable: false });
  const showFolded = () => folded.setLines([foldedLine(options.texts.get())]);
  tab.own(form.onDidChange((id) => void options.change({ [id]: String(form.values()[id] ?? '') })));
  const showProblem = () => form.setError('workers', options.problem()?.message);
  tab.own(form.onDidChange(showProblem));
  tab.own(options.texts.onDidChange(showFolded));
  showFolded();
  showProblem();
  return { form, folded };
}

function foldedLine(texts: RunOptionTexts): StyledText {
  const set = (Object.keys(labels) as (keyof RunOptionTexts)[]).filter((id) => texts[id].trim() !== '');
  const told = set.map((id) => `${labels[id]} ${texts[id].trim()}`).join(' · ');
  return [
    { text: 'Run ' },
    told ? { text: told, style: 'accent' } : { text: 'everything', style: 'muted' },
    { text: ' · p to change', style: 'muted' },
  ];
}
