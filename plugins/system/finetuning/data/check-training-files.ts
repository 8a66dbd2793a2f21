import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DevmgrError, type TextTools } from 'devmgr/plugin-api';
import type { FineTuningCheck, FineTuningEstimate, TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import type {
  FineTuningAdapter,
  FineTuningBaseModel,
  FineTuningMethod,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { AiHost } from '../../providers/ai-host.js';
import { checkTrainingFile, type CheckedFile, type FileExpectation } from './check-training-file.js';
import { trainedEpochs } from './trained-epochs.js';

export interface CheckOptions {
  readonly signal: AbortSignal;
  /** Relative paths are from here. */
  readonly root: string;
  readonly host: AiHost;
  readonly text: TextTools;
  readonly onProgress?: ((readBytes: number, totalBytes: number) => void) | undefined;
}

/** OpenAI refuses fewer examples; others take any number. */
const LEAST_EXAMPLES: Readonly<Record<string, number>> = { openai: 10 };

/** Reads the files of a request whole. Rejects with a `DevmgrError` when one cannot be read, and with the signal's reason. */
export async function checkTrainingFiles(
  adapter: FineTuningAdapter,
  request: FineTuningRequest,
  options: CheckOptions,
): Promise<FineTuningCheck> {
  const model = baseModel(adapter, request, options);
  const expected = await expectation(adapter, request, model);
  const names = [request.trainingFile, ...(request.validationFile === undefined ? [] : [request.validationFile])];
  const sizes = await Promise.all(names.map((name) => sizeOf(resolve(options.root, name))));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const check = (name: string, before: number) =>
    checkOne(name, expected, options, (bytes) => options.onProgress?.(before + bytes, total));
  const training = await check(request.trainingFile, 0);
  const validation =
    request.validationFile === undefined ? undefined : await check(request.validationFile, sizes[0] ?? 0);
  const shared = validation ? sharedExamples(training, validation) : 0;
  const estimate = await estimateOf(adapter, request, training.report, { model: await model, ...options });
  const reports = [training.report, ...(validation ? [validation.report] : [])];
  return {
    training: training.report,
    validation: validation?.report,
    shared,
    estimate,
    isGood: reports.every(({ problemCount }) => problemCount.errors === 0),
  };
}

/** What is known of the base model; a list that cannot be had hinders nobody. */
async function baseModel(
  adapter: FineTuningAdapter,
  request: FineTuningRequest,
  { signal, host }: CheckOptions,
): Promise<FineTuningBaseModel | undefined> {
  try {
    return (await adapter.baseModels({ signal })).find(({ id }) => id === request.baseModel);
  } catch (error) {
    signal.throwIfAborted();
    host.log.debug(`${adapter.id}: the base models cannot be listed`, { error: String(error) });
    return undefined;
  }
}

async function expectation(
  adapter: FineTuningAdapter,
  request: FineTuningRequest,
  model: Promise<FineTuningBaseModel | undefined>,
): Promise<FileExpectation> {
  const method = methodOf(adapter, request);
  return {
    formats: method ? [method.dataFormat, ...(method.otherDataFormats ?? [])] : ['any'],
    method: method?.title ?? adapter.title,
    leastExamples: LEAST_EXAMPLES[adapter.id] ?? 0,
    maxExampleTokens: (await model)?.maxExampleTokens,
    takesParquet: adapter.id === 'together',
  };
}

/** Throws a `DevmgrError` for a method that there is not. */
function methodOf(adapter: FineTuningAdapter, request: FineTuningRequest): FineTuningMethod | undefined {
  const methods = adapter.methods(request.baseModel);
  const { method } = request;
  if (method === undefined) return methods[0];
  const found = methods.find(({ id }) => id === method);
  if (found) return found;
  const hint =
    methods.length === 0 ? 'Leave the method out' : `Choose one of: ${methods.map(({ id }) => id).join(', ')}`;
  throw new DevmgrError({ code: 'DEVMGR_USAGE', message: `${adapter.title} has no method ${method}`, hint });
}

async function checkOne(
  name: string,
  expected: FileExpectation,
  { root, signal, text }: CheckOptions,
  onRead: (bytes: number) => void,
): Promise<CheckedFile> {
  const path = resolve(root, name);
  if (/^file-[\w-]+$/.test(name) && !existsSync(path)) return { report: providersFile(name), examples: new Map() };
  return checkTrainingFile(path, expected, { signal, text, onRead });
}

/** What is not there has no size: it is told when it is read. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** A file that the provider has already. */
function providersFile(path: string): TrainingFileReport {
  const message = 'The provider has this file already: devmgr does not check it';
  return {
    path,
    bytes: 0,
    examples: 0,
    format: undefined,
    problems: [{ line: undefined, severity: 'warning', message }],
    problemCount: { errors: 0, warnings: 1 },
    duplicates: 0,
    tokens: 0,
    longestExample: undefined,
    messagesByRole: {},
  };
}

function sharedExamples(training: CheckedFile, validation: CheckedFile): number {
  let shared = 0;
  for (const key of validation.examples.keys()) if (training.examples.has(key)) shared += 1;
  return shared;
}

async function estimateOf(
  adapter: FineTuningAdapter,
  request: FineTuningRequest,
  { tokens, examples }: TrainingFileReport,
  { model, signal, host }: CheckOptions & { readonly model: FineTuningBaseModel | undefined },
): Promise<FineTuningEstimate> {
  const epochs = trainedEpochs(request, methodOf(adapter, request), examples);
  const trainedTokens = Math.round(tokens * (epochs?.count ?? 1));
  const price = model?.pricePerMillion;
  const listed = price === undefined || tokens === 0 ? undefined : (trainedTokens * price) / 1_000_000;
  try {
    const told = await adapter.estimateCost?.(request, trainedTokens, { signal });
    return { trainedTokens, costUsd: told ?? listed, epochs };
  } catch (error) {
    signal.throwIfAborted();
    host.log.debug(`${adapter.id}: the price cannot be asked for`, { error: String(error) });
    return { trainedTokens, costUsd: listed, epochs };
  }
}
