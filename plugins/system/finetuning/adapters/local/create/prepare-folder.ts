import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { JobFolder } from '../jobs/job-folder.js';
import type { LocalRecipe } from '../recipes/local-recipe.js';
import type { ParameterValues } from './parameter-values.js';

/** What a recipe needs in the folder of a job: its configuration, and `data` with links to the files of the request. */
export async function prepareFolder(
  folder: JobFolder,
  recipe: LocalRecipe,
  request: FineTuningRequest,
  parameters: ParameterValues,
): Promise<void> {
  if (recipe.files.length === 0) return;
  const { path: jobDir, outputDir } = folder;
  for (const file of recipe.files) {
    const text = file.text({ request, parameters, jobDir, outputDir });
    if (text !== undefined) await writeFile(join(jobDir, basename(file.name)), text, { mode: 0o600, flag: 'wx' });
  }
  const data = join(jobDir, 'data');
  await mkdir(data, { mode: 0o700 });
  await symlink(request.trainingFile, join(data, 'train.jsonl'));
  if (request.validationFile !== undefined) await symlink(request.validationFile, join(data, 'validation.jsonl'));
}
