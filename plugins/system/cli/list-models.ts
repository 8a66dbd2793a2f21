import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { modelDocument } from './model-document.js';
import type { ModelsWordParts } from './models-word.js';
import { printModels } from './print-models.js';

/** `models list`: what is on this machine, and what has a short name. 0, also when there is none. */
export async function listModels(
  { json, stdout }: CliInvocation,
  { library, context }: ModelsWordParts,
): Promise<number> {
  const models = await library.scan();
  if (json) stdout.write(`${JSON.stringify({ models: models.map(modelDocument), known: library.known })}\n`);
  else stdout.write(printModels(models, library.known, context.text));
  return ExitCode.ok;
}
