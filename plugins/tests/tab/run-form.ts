import { widgets, type FormHandle, type Tab, type TextHandle } from 'devmgr/plugin-api';
import { optionFields } from '../results/option-fields.js';
import type { RunOptionName, RunOptionsStore } from '../results/run-options-store.js';
import { foldedLine } from './form/folded-line.js';
import { ALL, formFields, toFormValues, toOptionText } from './form/form-fields.js';
import { formLines } from './form/form-lines.js';
import { gridRow } from './page-layout.js';

/** The form that says what is run, and the line that stands for it on a small screen. */
export interface RunForm {
  readonly form: FormHandle;
  readonly folded: TextHandle;
}

const names = Object.keys(optionFields) as RunOptionName[];
const TITLE = 'Run';
const BORDER = 2;

export function createRunForm(tab: Tab, options: RunOptionsStore): RunForm {
  const form = tab.grid.set(gridRow.options, 0, 1, 2, widgets.form, {
    title: TITLE,
    focusId: 'tests.options',
    escapeLeaves: true,
    fields: formFields(choices(options)),
    values: toFormValues(options.texts.get()),
  });
  const folded = tab.grid.set(gridRow.foldedOptions, 0, 1, 2, widgets.text, { border: false, focusable: false });
  const show = () => {
    folded.setLines([foldedLine(options.texts.get())]);
    const problems = options.problems();
    for (const name of names) form.setError(name, problems[name]);
  };
  tab.own(form.onDidChange((id) => void options.change({ [id]: toOptionText(id, form.values()[id]) })));
  tab.own(
    options.texts.onDidChange((texts) => {
      // Also what a command has emptied; what is typed just now is the same in both.
      form.setValues(toFormValues(texts));
      show();
    }),
  );
  tab.own(form.onDidReach((id) => form.setTitle(titleOf(id))));
  // The settings may have been changed since.
  const look = () => form.setChoices('profile', choices(options));
  tab.own(tab.isVisible.onDidChange((isVisible) => isVisible && look()));
  show();
  return { form, folded };
}

/** Lines that its fields take on a tab of that width, without the border. */
export function runFormLines(options: RunOptionsStore, width: number): number {
  return formLines(formFields(choices(options)), width - BORDER);
}

/** Who stands in a field reads what it means. */
function titleOf(id: string | undefined): string {
  const field = id === undefined ? undefined : optionFields[id as RunOptionName];
  if (id === 'reset') return `${TITLE} · empties every field`;
  return field ? `${TITLE} · ${field.label}: ${field.help}` : TITLE;
}

/** With the one that is chosen, though it may be gone: the field says so. */
function choices({ profiles, texts }: RunOptionsStore): readonly string[] {
  const known = profiles?.list().map(({ name }) => name) ?? [ALL];
  const chosen = texts.get().profile;
  return chosen === '' || known.includes(chosen) ? known : [...known, chosen];
}
