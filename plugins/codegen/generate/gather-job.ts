import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { Ai, type AiLanguageModel, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { CodeTarget } from 'devmgr/plugin-api/contracts/code-generator';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import type { GatheredContext } from '../context/gathered-context.js';
import { settledModel } from './find-model.js';
import type { GenerateJob } from './generate-job.js';
import type { GeneratorParts } from './generator-parts.js';
import { readTarget } from './read-target.js';
import { secretPaths } from './secret-paths.js';

/** What a request is made of. Nothing is masked yet. */
export interface GatheredJob {
  readonly job: GenerateJob;
  readonly target: CodeTarget;
  readonly context: GatheredContext;
  readonly model: AiLanguageModel;
  readonly providers: readonly AiProvider[];
  readonly writer: Pick<ProjectWriter, 'read'>;
  isSecret(path: string): boolean;
}

/** Reads the target, and gathers what belongs to it while the model is looked at. Rejects with a `DevmgrError`, or the signal's reason. */
export async function gatherJob(parts: GeneratorParts, job: GenerateJob, signal: AbortSignal): Promise<GatheredJob> {
  const { services } = parts.context;
  const ai = await services.require(Ai);
  const settling = settledModel(ai, parts.choice.resolve(job.model), signal, job);
  // It is waited for below.
  settling.catch(() => undefined);
  const [model, gathered] = await Promise.all([settling, gatherTarget(parts, job, signal)]);
  signal.throwIfAborted();
  return { job, ...gathered, model, providers: ai.providers.get() };
}

/** What of a request does not depend on who is asked. Rejects as `gatherJob`. */
export async function gatherTarget(
  parts: GeneratorParts,
  job: GenerateJob,
  signal: AbortSignal,
): Promise<Pick<GatheredJob, 'target' | 'context' | 'writer' | 'isSecret'>> {
  requirePrompt(job);
  const [writer, isSecret] = await Promise.all([parts.writer(), secretPaths(parts.context.services)]);
  const target = await readTarget(job.target.path, writer, { isSecret });
  return { target, context: await gatherContext(parts, job, target, signal), writer, isSecret };
}

async function gatherContext(
  parts: GeneratorParts,
  job: GenerateJob,
  target: CodeTarget,
  signal: AbortSignal,
): Promise<GatheredContext> {
  if (job.items) return { items: job.items, notes: [] };
  if (job.usesContext === false || job.written) return { items: [], notes: [] };
  return parts.gather({ target, prompt: job.prompt, attachments: job.attachments, signal });
}

function requirePrompt({ prompt, written }: GenerateJob): void {
  if ((written?.user ?? prompt).trim() !== '') return;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'The prompt is empty',
    hint: 'Write what the code shall do.',
    exitCode: ExitCode.usage,
  });
}
