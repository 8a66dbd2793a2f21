import type { FineTuningMethod, FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';

const number = (
  name: string,
  title: string,
  description: string,
  more: Partial<FineTuningParameter> = {},
): FineTuningParameter => ({ name, title, type: 'number', description, minimum: 0, ...more });

/** Names and defaults of Together's document (`FinetuneRequest`, April 2026). */
const common: readonly FineTuningParameter[] = [
  number('n_epochs', 'Epochs', 'How often the whole file is gone through', { default: 1, minimum: 1 }),
  number('batch_size', 'Batch size', 'Examples in one step', { default: 'max', words: ['max'], minimum: 1 }),
  number('learning_rate', 'Learning rate', 'How fast the model adapts: too high is unstable', { default: 0.00001 }),
  number('warmup_ratio', 'Warm-up', 'Part of the steps in which the learning rate rises', { default: 0, maximum: 1 }),
  number('n_checkpoints', 'Checkpoints', 'Versions that are saved on the way', { default: 1, minimum: 1 }),
  number('n_evals', 'Evaluations', 'Runs over the validation file; 0: none', { default: 0 }),
  number('weight_decay', 'Weight decay', 'Regularisation', { default: 0 }),
  number('max_grad_norm', 'Largest gradient', 'Longer gradients are clipped; 0: none are', { default: 1 }),
  number('max_seq_length', 'Longest example', 'In tokens; left out: what the model takes', { minimum: 1 }),
  {
    name: 'lr_scheduler',
    title: 'Learning rate over time',
    type: 'choice',
    choices: ['linear', 'cosine'],
    default: 'cosine',
    description: 'How the learning rate falls',
  },
  { name: 'packing', title: 'Packing', type: 'flag', default: true, description: 'Several examples in one sequence' },
];

const lora: readonly FineTuningParameter[] = [
  number('lora_r', 'LoRA rank', 'Size of the adapter: higher learns more', { default: 8, minimum: 1 }),
  number('lora_alpha', 'LoRA alpha', 'Weight of the adapter; twice the rank is usual', { default: 16, minimum: 1 }),
  number('lora_dropout', 'LoRA dropout', 'Part of the adapter that is left out in a step', { default: 0, maximum: 1 }),
];

const supervised: readonly FineTuningParameter[] = [
  {
    name: 'train_on_inputs',
    title: 'Learn questions too',
    type: 'choice',
    choices: ['auto', 'true', 'false'],
    default: 'auto',
    description: 'auto: of conversations and prompts only the answers are learnt',
  },
];

const dpo: readonly FineTuningParameter[] = [
  number('dpo_beta', 'Beta', 'How much the model is held to what it was', { default: 0.1 }),
];

/** The training type is part of the method: both change what is offered and what it costs. */
export const togetherMethods: readonly FineTuningMethod[] = [
  method('sft-lora', 'Supervised, LoRA', [...common, ...lora, ...supervised]),
  method('sft-full', 'Supervised, all weights', [...common, ...supervised]),
  method('dpo-lora', 'Preferences (DPO), LoRA', [...common, ...lora, ...dpo]),
  method('dpo-full', 'Preferences (DPO), all weights', [...common, ...dpo]),
];

function method(id: string, title: string, parameters: readonly FineTuningParameter[]): FineTuningMethod {
  if (id.startsWith('dpo')) return { id, title, dataFormat: 'preference', parameters };
  return { id, title, dataFormat: 'chat', otherDataFormats: ['prompt-completion', 'text'], parameters };
}
