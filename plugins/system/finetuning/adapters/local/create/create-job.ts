import { rm } from 'node:fs/promises';
import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { nearestName } from '../../../../servers/definition/nearest-name.js';
import type { StoredJob } from '../jobs/job-store.js';
import { WAITING } from '../jobs/job-record.js';
import type { LocalParts } from '../local-parts.js';
import { hasPlaceholder } from '../recipes/check-placeholders.js';
import type { LocalRecipe } from '../recipes/local-recipe.js';
import { findPython } from './find-python.js';
import { makeOrder } from './make-order.js';
import { parameterValues } from './parameter-values.js';
import { prepareFolder } from './prepare-folder.js';
import { requireFile } from './require-file.js';

/** Puts a job in the row of those that wait. Rejects with a `DevmgrError`, and then nothing of it is left. */
export async function createJob(
  context: PluginContext,
  { store, settings, runners }: LocalParts,
  request: FineTuningRequest,
  signal: AbortSignal,
): Promise<StoredJob> {
  signal.throwIfAborted();
  const recipe = requireRecipe(settings().recipes, request.method);
  requireRight(recipe, request);
  const parameters = parameterValues(recipe.parameters, request.parameters);
  await requireFile(request.trainingFile);
  if (request.validationFile !== undefined) await requireFile(request.validationFile);
  const { id, folder } = await store.newFolder().catch(diskRefused);
  try {
    const createdAt = context.clock.now();
    const python = () => findPython(context, recipe);
    const order = await makeOrder({ id, folder, recipe, request, parameters, createdAt, python });
    await prepareFolder(folder, recipe, request, parameters).catch(diskRefused);
    signal.throwIfAborted();
    // The job is there from here on.
    await folder.writeOrder(order).catch(diskRefused);
    await runners.ensure();
    await store.announce();
    return { folder, order, record: WAITING };
  } catch (error) {
    await rm(folder.path, { recursive: true, force: true });
    throw error;
  }
}

function requireRecipe(recipes: readonly LocalRecipe[], method: string | undefined): LocalRecipe {
  const found = method === undefined ? recipes[0] : recipes.find(({ id }) => id === method);
  if (found) return found;
  const names = recipes.map(({ id }) => id);
  const near = method === undefined ? undefined : nearestName(method, names);
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: method === undefined ? 'No command for fine-tuning is set up' : `There is no recipe "${method}"`,
    hint: near === undefined ? `There are: ${names.join(', ') || 'none'}` : `Did you mean ${near}?`,
    exitCode: ExitCode.usage,
  });
}

/** What is wrong in the settings is said before a parameter is called unknown. */
function requireRight(recipe: LocalRecipe, { parameters }: FineTuningRequest): void {
  const isNeeded = ([name]: readonly [string, unknown]) =>
    Object.hasOwn(parameters, name) || hasPlaceholder(recipe, name);
  const problems = [...recipe.wrong].filter(isNeeded).map(([, problem]) => problem);
  if (problems.length === 0) return;
  throw new DevmgrError({
    code: 'DEVMGR_CONFIG_INVALID',
    message: problems.map(({ message }) => message).join('; '),
    hint: problems.map(({ hint }) => hint).join(' '),
    exitCode: ExitCode.config,
  });
}

function diskRefused(cause: unknown): never {
  throw new DevmgrError({
    code: 'PLUGIN_SYSTEM_FINETUNING_FAILED',
    message: `The job was not made: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Look whether the disk is full and whether DEVMGR_HOME may be written to.',
    exitCode: ExitCode.unavailable,
    cause,
  });
}
