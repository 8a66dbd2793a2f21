import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readModelFolder } from '../../../../providers/local/models/folder/read-model-folder.js';
import { shellQuote } from '../../../../servers/ssh/shell-quote.js';
import type { JobOrder } from '../jobs/job-order.js';

export interface ResultPlace {
  /** Absolute. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Of the models that devmgr runs itself: `~/.devmgr/models`. */
  readonly modelsDir: string;
}

/** What to do with a model that a training left, by the files that are there; `undefined`: nobody knows. */
export async function resultNote(
  { id, request }: Pick<JobOrder, 'id' | 'request'>,
  { path, isFolder, modelsDir }: ResultPlace,
): Promise<string | undefined> {
  const files = isFolder ? await readdir(path).catch(() => []) : [path];
  const gguf = files.find((file) => file.endsWith('.gguf'));
  if (gguf !== undefined) {
    const file = isFolder ? join(path, gguf) : path;
    return `To use it with Ollama: write "FROM ${file}" into a file Modelfile, then run: ollama create my-model -f Modelfile`;
  }
  const name = `mine/${id}`;
  if (isFolder && !('reason' in (await readModelFolder(path, name)))) return ownModelNote(path, modelsDir, name);
  if (!files.includes('adapter_config.json')) return undefined;
  const [base, adapter] = [request.baseModel, path].map(shellQuote);
  return `It is an adapter (LoRA): vllm serve ${base} --enable-lora --lora-modules my-model=${adapter}`;
}

/** devmgr runs what lies in its folder of models as `owner/name`, also behind a link. */
function ownModelNote(path: string, modelsDir: string, name: string): string {
  const owner = shellQuote(join(modelsDir, 'mine'));
  const link = `mkdir -p ${owner} && ln -s ${shellQuote(path)} ${shellQuote(join(modelsDir, name))}`;
  return `devmgr runs it itself as local/${name} once it is among its models: ${link}`;
}
