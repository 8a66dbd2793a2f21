import type { FineTuningMethod, FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** Of OpenAI's cookbook: three, but fewer examples are gone through more often and very many once. */
const USUAL = 3;
const FEW_EXAMPLES = 100;
const MANY_EXAMPLES = 25_000;
const MOST = 25;

export interface TrainedEpochs {
  readonly count: number;
  /** Nobody said it: the provider chooses. */
  readonly isAssumed: boolean;
}

/** How often the file will be gone through: as chosen, by the method's default, or as a provider chooses by the number of examples. `undefined`: the method does not say that there is such a number. */
export function trainedEpochs(
  request: Pick<FineTuningRequest, 'parameters'>,
  method: FineTuningMethod | undefined,
  examples: number,
): TrainedEpochs | undefined {
  const parameter = method?.parameters.find(({ name }) => /(^|_)epochs$/.test(name));
  if (!parameter) return undefined;
  const chosen = request.parameters[parameter.name] ?? parameter.default;
  const number = Number(chosen);
  if (chosen !== '' && Number.isFinite(number) && number > 0) return { count: number, isAssumed: false };
  return { count: usualEpochs(examples), isAssumed: true };
}

function usualEpochs(examples: number): number {
  if (examples * USUAL < FEW_EXAMPLES)
    return Math.min(MOST, Math.max(1, Math.floor(FEW_EXAMPLES / Math.max(1, examples))));
  if (examples * USUAL > MANY_EXAMPLES) return Math.max(1, Math.floor(MANY_EXAMPLES / examples));
  return USUAL;
}
