import { dirname } from 'node:path';
import { LORA_PARAMETERS } from './lora-parameters.js';
import type { RecipeTemplate } from './recipe-template.js';
import { toYaml } from './to-yaml.js';

/**
 * TRL's command line: https://huggingface.co/docs/trl/clis. Data is a folder that `datasets` loads; lines have `messages`. Of the files
 * of a request those with the names `train` and `validation` are linked into the job's folder `data`.
 */
export const trl: RecipeTemplate = {
  title: 'TRL (supervised, LoRA)',
  command: ['trl', 'sft', '--config', '{job_dir}/config.yaml'],
  env: {},
  dataFormat: 'chat',
  parameters: LORA_PARAMETERS,
  files: [
    {
      name: 'config.yaml',
      text: ({ request, parameters, outputDir, jobDir }) =>
        toYaml({
          model_name_or_path: request.baseModel,
          dataset_name: `${jobDir}/data`,
          dataset_train_split: 'train',
          ...(request.validationFile && { dataset_test_split: 'validation', eval_strategy: 'epoch' }),
          output_dir: outputDir,
          num_train_epochs: parameters['epochs'],
          learning_rate: parameters['learning_rate'],
          per_device_train_batch_size: parameters['batch_size'],
          gradient_accumulation_steps: parameters['gradient_accumulation'],
          max_length: parameters['max_length'],
          use_peft: true,
          lora_r: parameters['lora_rank'],
          lora_alpha: parameters['lora_alpha'],
          ...(parameters['quantization'] === '4bit' && { load_in_4bit: true }),
          ...(parameters['quantization'] === '8bit' && { load_in_8bit: true }),
          logging_steps: 1,
          logging_dir: `${dirname(outputDir)}/logs`,
          report_to: 'none',
          ...(request.seed !== undefined && { seed: request.seed }),
        }),
    },
  ],
};
