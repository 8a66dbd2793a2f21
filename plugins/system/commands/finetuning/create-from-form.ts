import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { costsMoney } from '../../finetuning/draft/costs-money.js';
import type { JobForm } from '../../finetuning/draft/job-form.js';
import { jobName } from '../../finetuning/view/job-report.js';
import { paidText } from '../../finetuning/view/paid-text.js';
import type { JobsParts } from '../../jobs-parts.js';
import type { SystemView } from '../../tab/system-view.js';

/** Creates the job of the form; warnings and what it costs are agreed to first. */
export async function createFromForm(parts: JobsParts, view: SystemView, form: JobForm | undefined): Promise<void> {
  const { screen } = parts.context;
  const adapter = form?.adapter;
  if (!form || !adapter) return;
  const question = questionOf(form, costsMoney(adapter, estimateOf(form)) ? adapter : undefined);
  if (question !== undefined) {
    const title = `Create the job at ${adapter.title}?`;
    if (!(await screen.confirm({ title, detail: question, action: 'Create' }))) return;
  }
  const job = await form.create();
  const { creation } = form.state.get();
  if (creation.kind === 'failed') {
    return screen.notify({ severity: 'error', message: creation.message, hint: creation.hint });
  }
  if (!job) return screen.notify({ severity: 'info', message: 'Nothing was created: everything stands as it was' });
  parts.selected.set(jobName(job));
  if (view.jobForm.get()) view.showList('job');
  screen.notify({ severity: 'success', message: `${job.id} was created at ${adapter.title}` });
}

function estimateOf(form: JobForm) {
  const { check } = form.state.get();
  return check.kind === 'done' ? check.check.estimate : undefined;
}

/** What a person should know before; `undefined`: nothing. `paid`: it costs money there. */
function questionOf(form: JobForm, paid: FineTuningAdapter | undefined): string | undefined {
  const { check } = form.state.get();
  const estimate = estimateOf(form);
  const reports = check.kind === 'done' ? [check.check.training, check.check.validation ?? []].flat() : [];
  const warnings = reports.reduce((sum, { problemCount }) => sum + problemCount.warnings, 0);
  const parts = [
    ...(paid ? [`It costs money: ${paidText(paid, estimate)}.`] : []),
    ...(warnings > 0 ? [`There ${warnings === 1 ? 'is 1 warning' : `are ${warnings} warnings`} about the files.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
