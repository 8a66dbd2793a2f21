import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import { EMPTY_DRAFT, type JobDraft } from './job-draft.js';
import type { JobForm } from './job-form.js';

/** Of the small values that outlive the process. */
export const DRAFT_KEY = 'finetuning.draft';
/** Nothing is changed for so long before it is written. */
const WAIT_MS = 400;

type Context = Pick<PluginContext, 'storage' | 'clock' | 'text' | 'log'>;

/** Keeps what stands in the form for the next devmgr in this project, without secrets. Writes what waits when it is disposed of. */
export function keepJobDraft(context: Context, form: Pick<JobForm, 'state'>): Disposable {
  let draft = form.state.get().draft;
  let timer: Disposable | undefined;
  const flush = () => {
    void timer?.dispose();
    timer = undefined;
    keep(
      context,
      withoutSecrets(draft, (text) => context.text.redact(text)),
    );
  };
  const listening = form.state.onDidChange((state) => {
    if (state.draft === draft) return;
    draft = state.draft;
    void timer?.dispose();
    timer = context.clock.setTimeout(flush, WAIT_MS);
  });
  return {
    dispose() {
      void listening.dispose();
      if (timer) flush();
    },
  };
}

function keep({ storage, log }: Context, draft: JobDraft): void {
  if (JSON.stringify(storage.state.get(DRAFT_KEY) ?? EMPTY_DRAFT) === JSON.stringify(draft)) return;
  storage.state.set(DRAFT_KEY, draft).catch((error: unknown) => {
    log.warn('The form for a new fine-tuning job could not be kept', { reason: String(error) });
  });
}

/** A value with a secret in it is left out: what stands in for it would be taken for the value. */
function withoutSecrets(draft: JobDraft, redact: (text: string) => string): JobDraft {
  const { parameters, ...texts } = draft;
  const open = (fields: object) =>
    Object.fromEntries(
      Object.entries(fields).filter(([, value]) => typeof value !== 'string' || redact(value) === value),
    );
  return { ...EMPTY_DRAFT, ...open(texts), parameters: open(parameters) };
}
