import { LORA_PARAMETERS } from './lora-parameters.js';
import type { RecipeTemplate } from './recipe-template.js';
import { UNSLOTH_SCRIPT } from './unsloth-script.js';

/** Unsloth is a library (https://unsloth.ai/docs): the script is ours, and is run by the project's Python. */
export const unsloth: RecipeTemplate = {
  title: 'Unsloth (supervised, LoRA)',
  command: ['{python}', '{job_dir}/train.py'],
  env: {},
  dataFormat: 'chat',
  parameters: LORA_PARAMETERS.map((each) => (each.name === 'quantization' ? { ...each, default: '4bit' } : each)),
  files: [
    { name: 'train.py', text: () => UNSLOTH_SCRIPT },
    {
      name: 'config.json',
      text: ({ request, parameters, outputDir }) =>
        JSON.stringify({
          ...parameters,
          base_model: request.baseModel,
          training_file: request.trainingFile,
          validation_file: request.validationFile,
          output_dir: outputDir,
          seed: request.seed ?? 3_407,
        }),
    },
  ],
};
