import type { CommandHandler } from 'devmgr/plugin-api';
import type { JobsParts } from '../../jobs-parts.js';
import type { SystemView } from '../../tab/system-view.js';

type Handlers = Readonly<Record<string, CommandHandler | CommandHandler['run']>>;

const NOT_OPEN = 'The form for a new job is not open';

/** Commands in the form for a new job, by their names. */
export function formCommands(parts: JobsParts, view: SystemView): Handlers {
  const panes = () => (view.jobForm.get() ? view.jobFormPanes : undefined);
  return {
    'create-job': {
      async run() {
        const { createFromForm } = await import('./create-from-form.js');
        await createFromForm(parts, view, panes()?.form);
      },
      disabledReason() {
        const open = panes();
        return open ? open.form.refusal() : NOT_OPEN;
      },
    },
    'change-field': {
      run: () => panes()?.change(),
      disabledReason: () => (panes()?.form.isCreating === true ? 'The job is being created' : undefined),
    },
    'clear-field': {
      async run() {
        const { clearField } = await import('../../tab/finetuning/change-field.js');
        const open = panes();
        const field = open?.selected();
        if (open && field) clearField(open.form, field);
      },
      disabledReason: () => (panes()?.form.isCreating === true ? 'The job is being created' : undefined),
    },
    'check-job-files': {
      run: () => panes()?.form.recheck(),
      disabledReason: () =>
        panes()?.form.state.get().draft.trainingFile === '' ? 'Choose a training file first' : undefined,
    },
    'stop-creation': () => panes()?.form.stop(),
    'leave-job-files': () => panes()?.leavePicker(),
    'type-job-path': () => panes()?.typePath(),
    // The button stands below the choice of a file too: one step back as with the key.
    'leave-job-form': () => (panes()?.isPicking() ? panes()?.leavePicker() : view.showList('job')),
  };
}
