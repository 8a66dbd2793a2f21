import type { TrainingNews } from '../protocol/training-news.js';

/**
 * A line of LLaMA-Factory's `trainer_log.jsonl`: `{"current_steps": 5, "total_steps": 100, "loss": 1.2, "lr": 1e-4, "epoch": 0.5, ...}`. Empty
 * for anything else.
 */
export function readTrainerLog(line: string): readonly TrainingNews[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const { current_steps, total_steps, loss, eval_loss, lr, learning_rate, epoch } = value as Record<string, unknown>;
  const step = number(current_steps);
  if (step === undefined) return [];
  const totalSteps = number(total_steps);
  const epochs = number(epoch);
  const progress = {
    step,
    ...(totalSteps !== undefined && { totalSteps }),
    ...(epochs !== undefined && { epoch: epochs }),
  };
  const measured = {
    ...(number(loss) !== undefined && { loss: number(loss) }),
    ...(number(eval_loss) !== undefined && { validationLoss: number(eval_loss) }),
  };
  const rate = number(lr) ?? number(learning_rate);
  const news: TrainingNews[] = [{ type: 'progress', progress }];
  if (Object.keys(measured).length > 0)
    news.push({ type: 'metric', metric: { step, ...measured, ...(rate !== undefined && { learningRate: rate }) } });
  return news;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
