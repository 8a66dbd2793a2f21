import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { byteText } from '../providers/local/models/byte-text.js';
import { modelDocument } from './model-document.js';
import { modelName } from './model-name.js';
import type { ModelsWordParts } from './models-word.js';

/** `models remove NAME`: asks nothing, says what went. */
export async function removeModel(invocation: CliInvocation, { library, context }: ModelsWordParts): Promise<number> {
  const model = await library.remove(modelName(invocation, 'smollm2-135m'));
  if (invocation.json) {
    invocation.stdout.write(`${JSON.stringify({ removed: modelDocument(model), freedBytes: model.bytes })}\n`);
  } else {
    const line = `${model.id} was removed from ${model.dir}; ${byteText(model.bytes)} are free again`;
    invocation.stdout.write(`${context.text.clean(line)}\n`);
  }
  return ExitCode.ok;
}
