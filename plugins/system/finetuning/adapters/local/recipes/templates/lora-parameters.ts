import type { FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** What every trainer of adapters (LoRA) is told, by names of our own; each template writes them in the words of its trainer. */
export const LORA_PARAMETERS: readonly FineTuningParameter[] = [
  count('epochs', 'Epochs', 3, 'How often the whole file is gone through'),
  {
    ...count('learning_rate', 'Learning rate', 2e-4, 'How far each step goes; for LoRA about 0.0002'),
    minimum: 0,
    maximum: 1,
  },
  count('batch_size', 'Batch size', 2, 'Examples at once on one device: less when memory runs out'),
  count('gradient_accumulation', 'Gradient accumulation', 4, 'Batches until the weights are changed'),
  count('max_length', 'Longest example', 2_048, 'Tokens; the rest of longer ones is cut'),
  count('lora_rank', 'LoRA rank', 16, 'More: larger adapters that learn more'),
  count('lora_alpha', 'LoRA alpha', 32, 'Weight of the adapter; usually twice the rank'),
  {
    name: 'quantization',
    title: 'Quantization',
    type: 'choice',
    choices: ['none', '8bit', '4bit'],
    default: 'none',
    description: 'Of the base model while it is trained: 4bit needs a quarter of the memory and bitsandbytes',
  },
];

function count(name: string, title: string, value: number, description: string): FineTuningParameter {
  return { name, title, type: 'number', default: value, minimum: 1, description };
}
