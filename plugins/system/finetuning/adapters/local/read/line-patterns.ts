import type { TrainingNews } from '../protocol/training-news.js';

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?';
const PAIR = new RegExp(`["']?([A-Za-z_][\\w/]{0,40})["']?\\s{0,3}[:=]\\s{0,3}["']?(${NUMBER}|nan|inf)\\b`, 'gi');
/** As MLX prints it: `Iter 10: Train loss 2.13, Learning Rate 1.000e-05`. */
const LOSS_WORDS = new RegExp(
  `\\b(?:(train|val|valid|validation|eval)(?:ing)?\\s)?loss\\s{1,3}(${NUMBER})(?![\\w.])`,
  'i',
);
const BAR = /(\d{1,3})%\|[^|]{0,400}\|\s{0,4}(\d{1,9})\/(\d{1,9})\s/;
const STEP_OF =
  /\b(?:step|iter(?:ation)?|global_step)s?["']?\s{0,3}[:=]?\s{0,3}(\d{1,9})(?:\s{0,2}(?:\/|of)\s{0,2}(\d{1,9}))?/i;
const EPOCH_OF = /\bepochs?\s{0,3}[:=]?\s{0,3}(\d{1,6}(?:\.\d{1,9})?)(?:\s{0,2}(?:\/|of)\s{0,2}(\d{1,6}))?/i;

/** Progress of tqdm: ` 45%|####  | 45/100 [00:10<00:12, 4.5it/s]`; `undefined`: it is no such line. */
export function readBar(line: string): TrainingNews | undefined {
  const match = BAR.exec(line);
  if (!match) return undefined;
  const [, , step, totalSteps] = match.map(Number);
  if (step === undefined || !totalSteps || step > totalSteps) return undefined;
  return { type: 'progress', progress: { step, totalSteps } };
}

/**
 * What trainers print: a dict as the Trainer of Hugging Face does (`{'loss': 1.23, 'grad_norm': 0.5, 'learning_rate': 2e-05, 'epoch': 0.5}`;
 * numbers may be texts), its JSON, or `step 10/100 loss=1.2 lr 2e-4`. Empty: the line says nothing of the kind.
 */
export function readPairs(line: string): readonly TrainingNews[] {
  const pairs = new Map<string, number>();
  for (const [, name = '', value = ''] of line.matchAll(PAIR)) {
    const key = name.toLowerCase();
    if (!pairs.has(key)) pairs.set(key, Number(value));
  }
  const words = LOSS_WORDS.exec(line);
  if (words) {
    const name = /^(?:val|eval)/i.test(words[1] ?? '') ? 'val_loss' : 'loss';
    if (!pairs.has(name)) pairs.set(name, Number(words[2]));
  }
  const found = (names: readonly string[]) => names.map((name) => pairs.get(name)).find((each) => each !== undefined);
  // At its end the Trainer prints the mean of all steps, which is no step.
  const loss = pairs.has('train_runtime') ? undefined : finite(found(LOSS));
  const validationLoss = finite(found(VALIDATION_LOSS));
  if (loss === undefined && validationLoss === undefined) return [];
  const learningRate = finite(found(['learning_rate', 'lr']));
  const accuracy = share(found(['accuracy', 'acc', 'mean_token_accuracy', 'eval_accuracy']));
  const told = progressOf(line, pairs);
  const step = told.step;
  const metric = {
    ...(step !== undefined && { step }),
    ...(loss !== undefined && { loss }),
    ...(validationLoss !== undefined && { validationLoss }),
    ...(accuracy !== undefined && { accuracy }),
    ...(learningRate !== undefined && { learningRate }),
  };
  const news: TrainingNews[] = [{ type: 'metric', metric }];
  return Object.keys(told).length > 0 ? [{ type: 'progress', progress: told }, ...news] : news;
}

const LOSS = ['loss', 'train_loss', 'train/loss', 'training_loss'];
const VALIDATION_LOSS = ['eval_loss', 'val_loss', 'valid_loss', 'validation_loss', 'eval/loss', 'val/loss'];

function progressOf(line: string, pairs: ReadonlyMap<string, number>) {
  const step = STEP_OF.exec(line);
  const epoch = EPOCH_OF.exec(line);
  const epochs = pairs.get('epoch') ?? (epoch ? Number(epoch[1]) : undefined);
  return {
    ...(step && { step: Number(step[1]) }),
    ...(step?.[2] !== undefined && { totalSteps: Number(step[2]) }),
    ...(epochs !== undefined && Number.isFinite(epochs) && epochs >= 0 && { epoch: epochs }),
    ...(epoch?.[2] !== undefined && { totalEpochs: Number(epoch[2]) }),
  };
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function share(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 && value <= 1 ? value : undefined;
}
