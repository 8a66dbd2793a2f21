import { LORA_PARAMETERS } from './lora-parameters.js';
import type { RecipeTemplate } from './recipe-template.js';
import { toYaml } from './to-yaml.js';

/** https://docs.axolotl.ai/docs/config-reference.html: `axolotl train` with a configuration; lines have `messages`. */
export const axolotl: RecipeTemplate = {
  title: 'Axolotl (supervised, LoRA)',
  command: ['axolotl', 'train', '{job_dir}/config.yaml'],
  env: { AXOLOTL_DO_NOT_TRACK: '1' },
  dataFormat: 'chat',
  parameters: LORA_PARAMETERS,
  files: [
    {
      name: 'config.yaml',
      text: ({ request, parameters, outputDir, jobDir }) =>
        toYaml({
          base_model: request.baseModel,
          datasets: [dataset(request.trainingFile)],
          ...(request.validationFile
            ? { test_datasets: [{ ...dataset(request.validationFile), split: 'train' }], evals_per_epoch: 1 }
            : { val_set_size: 0 }),
          dataset_prepared_path: `${jobDir}/prepared`,
          output_dir: outputDir,
          adapter: parameters['quantization'] === '4bit' ? 'qlora' : 'lora',
          ...(parameters['quantization'] === '4bit' && { load_in_4bit: true }),
          ...(parameters['quantization'] === '8bit' && { load_in_8bit: true }),
          lora_r: parameters['lora_rank'],
          lora_alpha: parameters['lora_alpha'],
          lora_target_linear: true,
          sequence_len: parameters['max_length'],
          num_epochs: parameters['epochs'],
          micro_batch_size: parameters['batch_size'],
          gradient_accumulation_steps: parameters['gradient_accumulation'],
          learning_rate: parameters['learning_rate'],
          optimizer: 'adamw_torch',
          lr_scheduler: 'cosine',
          bf16: 'auto',
          gradient_checkpointing: true,
          logging_steps: 1,
          ...(request.seed !== undefined && { seed: request.seed }),
        }),
    },
  ],
};

function dataset(path: string) {
  return { path, ds_type: 'json', type: 'chat_template', field_messages: 'messages' };
}
