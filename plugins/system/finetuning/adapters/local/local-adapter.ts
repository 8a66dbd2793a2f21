import { Emitter, type PluginContext } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type {
  FineTuningAdapter,
  FineTuningAvailability,
  FineTuningCapabilities,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { isEnded } from '../../is-ended.js';
import { createLocalParts } from './create-local-parts.js';
import { ADAPTER_ID, jobOf } from './jobs/job-record.js';
import type { StoredJob } from './jobs/job-store.js';
import { JobsWatch } from './jobs-watch.js';
import type { LocalParts } from './local-parts.js';
import { methodsOf } from './methods-of.js';
import { cancelJob, pauseJob, requireEnd, requireJob } from './steer-job.js';
import { hasPlaceholder } from './recipes/check-placeholders.js';
import type { LocalProblem } from './recipes/local-problem.js';
import { createJob } from './create/create-job.js';
import { JobDetails } from './job-details.js';
import { OutputLog } from './output-log.js';

export interface LocalAdapterOptions {
  readonly context: PluginContext;
  /** Default: those of the context. */
  readonly parts?: LocalParts;
}

/**
 * Trains on this machine, with the commands of `[tool.devmgr.finetune.local]`. Jobs run in a devmgr in the background, so they go on when this
 * one ends; every devmgr of the project sees the same ones.
 */
export function localAdapter({ context, parts = createLocalParts(context) }: LocalAdapterOptions): FineTuningAdapter {
  const changed = new Emitter<void>((error) => context.log.error('A listener for fine-tuning jobs failed', error));
  const followed = { lively: false, watch: undefined as JobsWatch | undefined };
  const { store, runners, settings } = parts;
  const details = new JobDetails();
  const outputLog = createOutputLog(context);
  const { clock } = context;
  const watched = { dir: store.dir, clock, onChange: () => changed.fire(), isLively: () => followed.lively };
  const shown = ({ order, record }: StoredJob) => jobOf(order, record);
  const cleaned = (path: string) => context.text.redact(context.text.clean(path));
  const steered = (id: string, signal: AbortSignal) => ({ store, context, id, signal });
  return {
    id: ADAPTER_ID,
    title: 'This machine',
    get capabilities() {
      return capabilities(parts);
    },
    availability: () => availability(parts, cleaned),
    baseModels: () => {
      const names = new Set(settings().recipes.flatMap(({ baseModels }) => baseModels));
      return Promise.resolve([...names].map((id) => ({ id })));
    },
    methods: () => methodsOf(settings().recipes),
    create: async (request, { signal, onProgress }) => {
      onProgress?.({ type: 'creating' });
      return shown(await createJob(context, parts, request, signal));
    },
    list: async ({ signal }) => {
      signal.throwIfAborted();
      const jobs = await store.list();
      outputLog?.follow(jobs);
      followed.lively = jobs.some(({ record }) => !isEnded(record));
      if (followed.lively) await runners.ensure().catch((error: unknown) => context.log.warn(String(error)));
      return jobs.map(shown);
    },
    get: async (id) => shown(await requireJob(store, id)),
    detail: async (id) => details.read(await requireJob(store, id)),
    cancel: async (id, { signal }) => shown(await cancelJob(steered(id, signal))),
    pause: async (id, { signal }) => shown(await pauseJob(steered(id, signal), 'pause')),
    resume: async (id, { signal }) => shown(await pauseJob(steered(id, signal), 'resume')),
    remove: async (id) => {
      requireEnd(await requireJob(store, id));
      await store.forget(id);
    },
    onDidChange: (listener) => {
      followed.watch ??= context.subscriptions.add(new JobsWatch(watched));
      return changed.event(listener);
    },
  };
}

/** `undefined` without a screen: who watches a job on the command line sees its state there. */
function createOutputLog(context: PluginContext): OutputLog | undefined {
  const { screen, services, clock, secrets, signal, subscriptions } = context;
  const log = screen.isInteractive ? services.find(LogStore) : undefined;
  return log && subscriptions.add(new OutputLog({ log, clock, secrets, signal }));
}

function capabilities({ settings }: LocalParts): FineTuningCapabilities {
  const { recipes } = settings();
  // Files of a template have a place for the seed.
  const seed = recipes.some((recipe) => recipe.files.length > 0 || hasPlaceholder(recipe, 'seed'));
  const suffix = recipes.some((recipe) => hasPlaceholder(recipe, 'suffix'));
  return { cancel: true, pause: true, resume: true, validationFile: true, suffix, seed };
}

function availability({ settings }: LocalParts, cleaned: (text: string) => string): FineTuningAvailability {
  const { recipes, problems } = settings();
  if (recipes.length > 0) return { kind: 'ready', notice: noticeOf(problems, cleaned) };
  if (problems.length > 0) {
    const reason = problems.map(({ message }) => cleaned(message)).join('; ');
    return { kind: 'needs-setup', reason, hint: [...new Set(problems.map(({ hint }) => cleaned(hint)))].join(' ') };
  }
  return {
    kind: 'needs-setup',
    reason: 'no command that trains is set up',
    hint: 'Write [tool.devmgr.finetune.local] with command = ["python", "train.py", "--data", "{training_file}"], or recipe = "trl".',
  };
}

/** One line a problem; `undefined`: there is none. */
function noticeOf(problems: readonly LocalProblem[], cleaned: (text: string) => string): string | undefined {
  const lines = problems.map(({ message, hint }) => cleaned(`${message}${/[.?!]$/.test(message) ? '' : '.'} ${hint}`));
  return lines.length === 0 ? undefined : lines.map((line) => line.replaceAll('\n', ' ')).join('\n');
}
