import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { byteText } from '../providers/local/models/byte-text.js';
import type { PulledModel } from '../providers/local/models/pulled-model.js';
import { findTransformers, type TransformersPlace } from '../providers/local/runtime/find-transformers.js';
import { dtypeText } from './dtype-text.js';
import { modelDocument } from './model-document.js';
import { modelName } from './model-name.js';
import type { ModelsWordParts } from './models-word.js';
import { PullDisplay } from './pull-display.js';

/** `models pull NAME`: progress to stderr. 130 after Ctrl-C: what has come is kept. */
export async function pullModel(invocation: CliInvocation, parts: ModelsWordParts): Promise<number> {
  const { library, context } = parts;
  const { signal, flags, stdout, stderr } = invocation;
  const name = modelName(invocation, 'smollm2-135m');
  const display = new PullDisplay(stderr, context);
  try {
    const [onProgress, onStep] = [display.report.bind(display), display.step.bind(display)];
    const model = await library.pull(name, { signal, dtype: flags.string('dtype'), onProgress, onStep });
    display.dispose();
    const { pluginDir, storage } = context;
    const runtime = await findTransformers({ pluginDir, globalDir: storage.globalDir });
    stdout.write(invocation.json ? `${document(model, runtime)}\n` : context.text.clean(summary(model, runtime)));
    return ExitCode.ok;
  } catch (error) {
    display.dispose();
    if (!signal.aborted) throw error;
    const kept = display.doneText === undefined ? '' : `: ${display.doneText} are kept`;
    stderr.write(context.text.clean(`Interrupted${kept}\n  To go on: devmgr models pull ${name}\n`));
    return ExitCode.interrupted;
  }
}

function document(model: PulledModel, runtime: TransformersPlace): string {
  const hint = runtime.kind === 'missing' ? { hint: runtime.hint } : {};
  return JSON.stringify({
    model: modelDocument(model),
    use: `local/${model.id}`,
    runtime: { installed: runtime.kind === 'found', ...hint },
  });
}

function summary({ id, task, dtype, bytes, dir }: PulledModel, runtime: TransformersPlace): string {
  const lines = [`${id} is here: ${dtypeText(dtype)}, ${byteText(bytes)} in ${dir}`];
  if (runtime.kind === 'missing') lines.push(`To run it, install what runs models: ${runtime.hint}`);
  lines.push(task === 'feature-extraction' ? `Its embeddings: local/${id}` : `Use it as local/${id}`);
  return lines.map((line) => `${line}\n`).join('');
}
