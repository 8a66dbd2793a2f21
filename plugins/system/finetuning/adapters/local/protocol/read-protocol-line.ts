import type { TrainingNews } from './training-news.js';

/** Of the protocol: docs/finetuning-protocol.md. Fields and types that are not known are left out, so that older devmgrs read newer scripts. */
export const PROTOCOL_VERSION = 1;

const LONGEST_TEXT = 4_000;
const LONGEST_PATH = 4_096;
const MOST_METRICS = 50;

type Fields = Readonly<Record<string, unknown>>;

/** `ignored`: of a type that this version does not know. `bad`: no line of the protocol. */
export type ProtocolReading =
  | { readonly kind: 'news'; readonly news: readonly TrainingNews[] }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'bad'; readonly reason: string };

/** One line of the side channel or the file of events. Never throws. */
export function readProtocolLine(line: string): ProtocolReading {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'bad', reason: 'it is no JSON' };
  }
  if (!isFields(value)) return { kind: 'bad', reason: 'it is no JSON object' };
  if (value['v'] !== undefined && value['v'] !== PROTOCOL_VERSION) return { kind: 'ignored' };
  const { type } = value;
  if (typeof type !== 'string') return { kind: 'bad', reason: 'it has no "type"' };
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!read) return { kind: 'ignored' };
  const news = read(value);
  return typeof news === 'string' ? { kind: 'bad', reason: news } : { kind: 'news', news };
}

/** A text says what is wrong. */
const READERS: Readonly<Record<string, (fields: Fields) => readonly TrainingNews[] | string>> = {
  progress: readProgress,
  metric: readMetric,
  event: readEvent,
  checkpoint: readCheckpoint,
  result: readResult,
  error: (fields) => {
    const message = text(fields['message']);
    return message === undefined
      ? 'an error needs a "message"'
      : [{ type: 'failure', message, code: text(fields['code']) }];
  },
};

function readProgress(fields: Fields): readonly TrainingNews[] {
  const fraction = number(fields['fraction']);
  const step = count(fields['step']);
  const totalSteps = count(fields['total_steps']);
  const epoch = amount(fields['epoch']);
  const totalEpochs = amount(fields['total_epochs']);
  const trainedTokens = count(fields['trained_tokens']);
  const progress = {
    ...(fraction !== undefined && { fraction: Math.min(1, Math.max(0, fraction)) }),
    ...(step !== undefined && { step }),
    ...(totalSteps !== undefined && { totalSteps }),
    ...(epoch !== undefined && { epoch }),
    ...(totalEpochs !== undefined && { totalEpochs }),
  };
  return [
    { type: 'progress', progress },
    ...(trainedTokens === undefined ? [] : [{ type: 'tokens' as const, trainedTokens }]),
  ];
}

function readMetric(fields: Fields): readonly TrainingNews[] | string {
  const step = count(fields['step']);
  const loss = number(fields['loss']);
  const validationLoss = number(fields['validation_loss']);
  const accuracy = number(fields['accuracy']);
  const learningRate = number(fields['learning_rate']);
  const measured = {
    ...(loss !== undefined && { loss }),
    ...(validationLoss !== undefined && { validationLoss }),
    ...(accuracy !== undefined && { accuracy }),
    ...(learningRate !== undefined && { learningRate }),
  };
  if (Object.keys(measured).length === 0) return 'a metric needs a number as "loss", "validation_loss" or "accuracy"';
  return [{ type: 'metric', metric: { ...(step !== undefined && { step }), ...measured } }];
}

function readEvent(fields: Fields): readonly TrainingNews[] | string {
  const message = text(fields['message']);
  if (message === undefined) return 'an event needs a "message"';
  const level = fields['level'] === 'warn' || fields['level'] === 'error' ? fields['level'] : 'info';
  return [{ type: 'event', level, message, step: count(fields['step']) }];
}

function readCheckpoint(fields: Fields): readonly TrainingNews[] | string {
  const path = pathText(fields['path']);
  if (path === undefined) return 'a checkpoint needs a "path"';
  const metrics = isFields(fields['metrics']) ? Object.entries(fields['metrics']) : [];
  const numbers = metrics.filter((entry): entry is [string, number] => number(entry[1]) !== undefined);
  return [
    {
      type: 'checkpoint',
      path,
      step: count(fields['step']),
      metrics: Object.fromEntries(numbers.slice(0, MOST_METRICS)),
    },
  ];
}

function readResult(fields: Fields): readonly TrainingNews[] | string {
  const path = pathText(fields['path']);
  const selection = text(fields['selection']);
  if (path === undefined && selection === undefined) return 'a result needs a "path"';
  return [{ type: 'result', path, selection }];
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function amount(value: unknown): number | undefined {
  const found = number(value);
  return found !== undefined && found >= 0 ? found : undefined;
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
}

function pathText(value: unknown): string | undefined {
  const isPath = typeof value === 'string' && value !== '' && value.length <= LONGEST_PATH && !/\p{Cc}/u.test(value);
  return isPath ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
