import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folder of a model that `devmgr models pull` has fetched: `<models>/<owner>/<name>`. `name` is `owner/name`, the second half
 * of it, or the short name: `all-minilm-l6-v2` for `onnx-community/all-MiniLM-L6-v2-ONNX`. `undefined`: it was not pulled.
 */
export async function findPulledModel(modelsDir: string, name: string): Promise<string | undefined> {
  const wanted = shortName(name);
  for (const owner of await folders(modelsDir)) {
    for (const model of await folders(join(modelsDir, owner))) {
      const isIt = wanted.includes('/') ? shortName(`${owner}/${model}`) === wanted : shortName(model) === wanted;
      if (isIt) return join(modelsDir, owner, model);
    }
  }
  return undefined;
}

function shortName(name: string): string {
  return name.toLowerCase().replace(/-onnx$/, '');
}

/** Also links: a person may keep models on another disk. */
async function folders(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  return names.filter((name) => !name.startsWith('.')).sort();
}
