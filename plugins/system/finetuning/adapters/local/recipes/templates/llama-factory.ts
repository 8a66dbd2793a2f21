import { basename, dirname } from 'node:path';
import { LORA_PARAMETERS } from './lora-parameters.js';
import type { RecipeTemplate } from './recipe-template.js';
import { toYaml } from './to-yaml.js';

/**
 * `llamafactory-cli train`: https://llamafactory.readthedocs.io. Data sets are named in a `dataset_info.json`; lines have `messages`. It writes
 * `trainer_log.jsonl` into the output folder.
 */
export const llamaFactory: RecipeTemplate = {
  title: 'LLaMA-Factory (supervised, LoRA)',
  command: ['llamafactory-cli', 'train', '{job_dir}/config.yaml'],
  env: {},
  dataFormat: 'chat',
  parameters: [
    ...LORA_PARAMETERS,
    {
      name: 'template',
      title: 'Chat template',
      type: 'text',
      default: 'default',
      description: 'As LLaMA-Factory calls it: default, llama3, qwen, gemma',
    },
  ],
  files: [
    {
      name: 'dataset_info.json',
      text: ({ request }) =>
        JSON.stringify({
          train: dataset(request.trainingFile),
          ...(request.validationFile && { validation: dataset(request.validationFile) }),
        }),
    },
    {
      name: 'config.yaml',
      text: ({ request, parameters, outputDir, jobDir }) =>
        toYaml({
          stage: 'sft',
          do_train: true,
          model_name_or_path: request.baseModel,
          dataset_dir: jobDir,
          dataset: 'train',
          ...(request.validationFile && { eval_dataset: 'validation', eval_strategy: 'epoch' }),
          template: parameters['template'],
          finetuning_type: 'lora',
          lora_target: 'all',
          lora_rank: parameters['lora_rank'],
          lora_alpha: parameters['lora_alpha'],
          ...(parameters['quantization'] === '4bit' && { quantization_bit: 4 }),
          ...(parameters['quantization'] === '8bit' && { quantization_bit: 8 }),
          output_dir: outputDir,
          overwrite_output_dir: true,
          cutoff_len: parameters['max_length'],
          num_train_epochs: parameters['epochs'],
          per_device_train_batch_size: parameters['batch_size'],
          gradient_accumulation_steps: parameters['gradient_accumulation'],
          learning_rate: parameters['learning_rate'],
          logging_steps: 1,
          report_to: 'none',
          ...(request.seed !== undefined && { seed: request.seed }),
        }),
    },
  ],
};

/** `file_name` is looked up in `dataset_dir`, and an absolute path stays one there. */
function dataset(path: string) {
  return {
    file_name: `${dirname(path)}/${basename(path)}`,
    formatting: 'sharegpt',
    columns: { messages: 'messages' },
    tags: {
      role_tag: 'role',
      content_tag: 'content',
      user_tag: 'user',
      assistant_tag: 'assistant',
      system_tag: 'system',
    },
  };
}
