import {
  widgets,
  type PluginContext,
  type ProgressHandle,
  type Tab,
  type TextHandle,
  type WidgetHandle,
} from 'devmgr/plugin-api';
import type { JobForm } from '../../finetuning/draft/job-form.js';
import type { JobsParts } from '../../jobs-parts.js';
import type { SystemView } from '../system-view.js';
import { changeField } from './change-field.js';
import { createFilePicker, type FilePicker } from './file-picker.js';
import { formNote } from './form-note.js';
import { formProgress } from './form-progress.js';
import { createJobFieldTable, type JobFieldTable } from './job-field-table.js';
import type { JobFormPaneId, JobFormShape } from './job-form-shape.js';
import { createJobProblemTable, type JobProblemTable } from './job-problem-table.js';

/** The form for a new job: its fields, what is to be said of them, and what is wrong in the files. */
export interface JobFormPage {
  readonly handles: Readonly<Record<JobFormPaneId, WidgetHandle>>;
  begin(): void;
  focus(): void;
  shape(): JobFormShape;
}

export interface JobFormPageOptions {
  readonly view: SystemView;
  /** Other panes are to be shown. */
  readonly place: () => void;
}

interface Panes {
  readonly fields: JobFieldTable;
  readonly note: TextHandle;
  readonly problems: JobProblemTable;
  readonly progress: ProgressHandle;
  readonly buttons: WidgetHandle;
  readonly picker: FilePicker;
}

export function createJobFormPage(
  form: JobForm,
  parts: JobsParts,
  tab: Tab,
  { view, place }: JobFormPageOptions,
): JobFormPage {
  const leavePicker = () => {
    place();
    panes.fields.handle.focus();
  };
  const panes = createPanes(form, parts, tab, leavePicker);
  const { fields, picker } = panes;
  let shape: JobFormShape = { fields: 0, isPicking: false, hasProgress: false, hasProblems: false };
  const refresh = () => {
    refreshPanes(form, parts, panes);
    shape = shapeOf(form, panes);
  };
  const settle = () => {
    if (!view.jobForm.get()) return;
    const before = JSON.stringify(shape);
    refresh();
    if (JSON.stringify(shape) !== before) place();
  };
  const change = () =>
    void changeField(form, parts, fields.handle.selected.get(), (file) => {
      picker.open(file);
      settle();
      place();
      picker.handle.focus();
    });
  for (const changed of [form.state.onDidChange, parts.finetuning.adapters.onDidChange, picker.onDidChange])
    tab.own(changed(settle));
  tab.own(fields.handle.onDidActivate(change));
  attach(form, view, panes, change);
  refresh();
  return {
    handles: handlesOf(panes),
    begin() {
      form.begin();
      refresh();
    },
    focus: () => (picker.isOpen ? picker : fields).handle.focus(),
    shape: () => shape,
  };
}

/** The commands of the form work on it from now on. */
function attach(form: JobForm, view: SystemView, { fields, picker }: Panes, change: () => void): void {
  view.attachJobForm({
    form,
    change,
    selected: () => fields.handle.selected.get(),
    isPicking: () => picker.isOpen,
    leavePicker: () => picker.close(),
    typePath: () => picker.type(),
  });
}

function createPanes(form: JobForm, parts: JobsParts, tab: Tab, leavePicker: () => void): Panes {
  const fields = createJobFieldTable(form, parts, tab);
  const note = tab.grid.set(0, 1, 1, 1, widgets.text, { title: 'About', wrap: true, focusable: false });
  tab.own(fields.handle.selected.onDidChange((field) => note.setLines(formNote(form, field))));
  return {
    fields,
    note,
    problems: createJobProblemTable(form, parts, tab),
    progress: tab.grid.set(1, 0, 1, 1, widgets.progress, {}),
    buttons: createButtons(parts.context, tab),
    picker: createFilePicker(parts, tab, {
      picked: (field, path) => {
        form.change({ [field]: path });
        leavePicker();
      },
      left: leavePicker,
    }),
  };
}

function createButtons({ manifest }: PluginContext, tab: Tab): WidgetHandle {
  return tab.grid.set(2, 0, 1, 1, widgets.buttons, {
    commands: [
      { command: `${manifest.id}.create-job`, label: () => 'Create' },
      { command: `${manifest.id}.change-field`, label: () => 'Change' },
      { command: `${manifest.id}.clear-field`, label: () => 'Default' },
      { command: `${manifest.id}.check-job-files`, label: () => 'Check again' },
      { command: `${manifest.id}.leave-job-form`, label: () => 'Back' },
    ],
  });
}

function handlesOf({ fields, note, problems, progress, buttons, picker }: Panes): JobFormPage['handles'] {
  return {
    'job-fields': fields.handle,
    'job-note': note,
    'job-files': picker.handle,
    'job-problems': problems.handle,
    'job-progress': progress,
    'job-form-buttons': buttons,
  };
}

/** Shows the form as it is now; for `when`: what its keys can do. */
function refreshPanes(
  form: JobForm,
  { context }: JobsParts,
  { fields, note, problems, progress, picker }: Panes,
): void {
  const state = form.state.get();
  fields.refresh();
  note.setLines(formNote(form, fields.handle.selected.get()));
  problems.refresh(state);
  progress.set(formProgress(state));
  context.commands.setContext(`${context.manifest.id}.creating`, form.isCreating);
  context.commands.setContext(`${context.manifest.id}.picking`, picker.isOpen);
}

function shapeOf(form: JobForm, { fields, problems, picker }: Panes): JobFormShape {
  return {
    fields: fields.handle.shown.get(),
    isPicking: picker.isOpen,
    hasProgress: formProgress(form.state.get()) !== undefined,
    hasProblems: problems.count() > 0,
  };
}
