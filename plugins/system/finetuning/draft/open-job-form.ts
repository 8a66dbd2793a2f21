import type { PluginContext } from 'devmgr/plugin-api';
import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { JobForm } from './job-form.js';
import { DRAFT_KEY, keepJobDraft } from './keep-job-draft.js';
import { readKeptDraft } from './read-kept-draft.js';

/** The form of a plugin context, which owns it, as it was left, also by an earlier devmgr in this project. */
export function openJobForm(context: PluginContext, finetuning: FineTuning): JobForm {
  const { subscriptions, storage, clock, workspace } = context;
  const draft = readKeptDraft(storage.state.get(DRAFT_KEY));
  const form = subscriptions.add(new JobForm({ finetuning, clock, root: workspace.root, draft }));
  subscriptions.add(keepJobDraft(context, form));
  return form;
}
