import { isAbsolute, join } from 'node:path';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { JobFolder } from '../jobs/job-folder.js';
import { ORDER_VERSION, type JobOrder } from '../jobs/job-order.js';
import { expandWord, expandWords, type PlaceholderValues } from '../recipes/expand-words.js';
import type { LocalRecipe } from '../recipes/local-recipe.js';
import type { ParameterValues } from './parameter-values.js';

export interface OrderFacts {
  readonly id: string;
  readonly folder: Pick<JobFolder, 'path' | 'outputDir'>;
  readonly recipe: LocalRecipe;
  readonly request: FineTuningRequest;
  readonly parameters: ParameterValues;
  readonly createdAt: number;
  /** Asked for only when the command names it. */
  readonly python: () => Promise<string>;
}

const PYTHONS = new Set(['python', 'python3']);

/** A job as it will be run. Rejects with a `DevmgrError` for a placeholder that there is not. */
export async function makeOrder(facts: OrderFacts): Promise<JobOrder> {
  const { id, folder, recipe, request, parameters, createdAt } = facts;
  const values = { ...valuesOf(facts), python: await pythonOf(facts) };
  const [first = '', ...rest] = recipe.command;
  const command = expandWords([PYTHONS.has(first) ? '{python}' : first, ...rest], values);
  const env = Object.entries(recipe.env).flatMap(([name, text]) => {
    const value = expandWord(text, values);
    return value === undefined ? [] : [[name, value] as const];
  });
  const result = recipe.result === undefined ? undefined : expandWord(recipe.result, values);
  return {
    version: ORDER_VERSION,
    id,
    createdAt,
    recipe: recipe.id,
    request,
    parameters,
    command,
    env: Object.fromEntries(env),
    cwd: recipe.cwd,
    outputDir: folder.outputDir,
    ...(result !== undefined && { result: isAbsolute(result) ? result : join(recipe.cwd, result) }),
    patterns: recipe.patterns,
    stopTimeoutMs: recipe.stopTimeoutMs,
  };
}

function valuesOf({ folder, recipe, request, parameters }: OrderFacts): PlaceholderValues {
  const chosen = recipe.parameters.map(({ name }) => [name, textOf(parameters[name])] as const);
  return {
    ...Object.fromEntries(chosen),
    training_file: request.trainingFile,
    validation_file: request.validationFile,
    base_model: request.baseModel,
    output_dir: folder.outputDir,
    job_dir: folder.path,
    suffix: request.suffix,
    seed: textOf(request.seed),
  };
}

async function pythonOf({ recipe, python }: OrderFacts): Promise<string> {
  const [first = ''] = recipe.command;
  const isNamed = PYTHONS.has(first) || [...recipe.command, ...Object.values(recipe.env)].some(namesPython);
  return isNamed ? python() : 'python3';
}

function namesPython(word: string): boolean {
  return word.includes('{python}');
}

function textOf(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
