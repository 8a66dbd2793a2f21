import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import { draftFields, type DraftField } from '../../finetuning/draft/draft-fields.js';
import type { JobForm } from '../../finetuning/draft/job-form.js';
import { knownModels, type JobFormState } from '../../finetuning/draft/job-form-state.js';
import type { JobsParts } from '../../jobs-parts.js';

/** The fields of the form for a new job, under a title that says what is missing. */
export interface JobFieldTable {
  readonly handle: TableHandle<DraftField>;
  refresh(): void;
}

export function createJobFieldTable(form: JobForm, { context }: Pick<JobsParts, 'context'>, tab: Tab): JobFieldTable {
  const handle = tab.grid.set(0, 0, 1, 1, widgets.table<DraftField>(), {
    title: 'New fine-tuning job',
    focusId: `${context.manifest.id}.job-fields`,
    columns: columns(),
    id: ({ id }) => id,
  });
  return {
    handle,
    refresh() {
      const state = form.state.get();
      handle.setTitle(title(form, state));
      handle.setRows(draftFields(state.draft, form.adapter, knownModels(state)));
    },
  };
}

function title(form: JobForm, { creation }: JobFormState): StyledText {
  const refusal = form.refusal();
  const head = { text: 'New fine-tuning job  ' };
  if (creation.kind === 'failed') return [head, { text: `✗ ${creation.message}`, style: 'error' }];
  if (form.isCreating) return [head, { text: 'is being created', style: 'info' }];
  return refusal === undefined
    ? [head, { text: '✓ ready: Ctrl-G creates it', style: 'success' }]
    : [head, { text: refusal, style: 'muted' }];
}

function columns(): TableColumn<DraftField>[] {
  return [
    {
      id: 'label',
      title: 'FIELD',
      width: 22,
      cell: ({ label, isRequired, value }) => [
        { text: label, style: isRequired && value === '' ? 'strong' : 'default' },
      ],
    },
    { id: 'value', title: 'VALUE', width: 'fill', cut: 'middle', cell: valueCell },
    {
      id: 'note',
      title: 'NOTE',
      width: 'fill',
      minTableWidth: 60,
      cell: ({ note, isWarning }) => [{ text: note.replaceAll('\n', ' '), style: isWarning ? 'warning' : 'muted' }],
    },
  ];
}

/** What is chosen stands out from what counts without a choice. */
function valueCell({ value, standard, isRequired }: DraftField): StyledText {
  if (value !== '') return [{ text: value, style: 'accent' }];
  if (isRequired) return [{ text: '… Enter to choose', style: 'warning' }];
  return [{ text: standard === '' ? '-' : standard, style: 'muted' }];
}
