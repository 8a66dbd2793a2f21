import type { FineTuningMethod, FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** Ranges of OpenAI's document; what is left out it chooses by the size of the file. */
const supervised: readonly FineTuningParameter[] = [
  {
    name: 'n_epochs',
    title: 'Epochs',
    type: 'number',
    default: 'auto',
    words: ['auto'],
    minimum: 1,
    maximum: 50,
    description: 'How often the whole file is gone through',
  },
  {
    name: 'batch_size',
    title: 'Batch size',
    type: 'number',
    default: 'auto',
    words: ['auto'],
    minimum: 1,
    maximum: 256,
    description: 'Examples in one step: larger ones change the model less often, with less variance',
  },
  {
    name: 'learning_rate_multiplier',
    title: 'Learning rate multiplier',
    type: 'number',
    default: 'auto',
    words: ['auto'],
    minimum: 0,
    description: 'Scales the learning rate; smaller ones avoid overfitting',
  },
];

const preference: readonly FineTuningParameter[] = [
  {
    name: 'beta',
    title: 'Beta',
    type: 'number',
    default: 'auto',
    words: ['auto'],
    minimum: 0,
    maximum: 2,
    description: 'How much the model is held to what it was: higher values change it less',
  },
  ...supervised,
];

/** Reinforcement fine-tuning is left out: it needs a grader, which is a program and no parameter. */
export const openAiMethods: readonly FineTuningMethod[] = [
  { id: 'supervised', title: 'Supervised', dataFormat: 'chat', parameters: supervised },
  { id: 'dpo', title: 'Direct preference optimisation (DPO)', dataFormat: 'preference', parameters: preference },
];

/** The two base models of old take prompts and completions, and no preferences. */
export function methodsOf(baseModel: string | undefined): readonly FineTuningMethod[] {
  const isOld = /^(ft:)?(babbage|davinci)-002/.test(baseModel ?? '');
  const [first] = openAiMethods;
  return isOld && first ? [{ ...first, dataFormat: 'prompt-completion' }] : openAiMethods;
}
