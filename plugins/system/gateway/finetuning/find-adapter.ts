import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { GatewayError } from '../gateway-error.js';

/** How long providers have to say which models they train. */
const longestMs = 10_000;

export interface FoundBaseModel {
  readonly adapter: FineTuningAdapter;
  readonly baseModel: string;
}

/** Who trains the model that a client named: `provider/model`, or a model that one provider lists. Rejects with a `GatewayError`. */
export async function findBaseModel(
  name: string,
  { adapters }: Pick<FineTuning, 'adapters'>,
  signal: AbortSignal,
): Promise<FoundBaseModel> {
  const all = adapters.get();
  const [first = '', ...others] = name.split('/');
  const named = all.find(({ id }) => id === first.toLowerCase());
  if (named && others.length > 0) return { adapter: named, baseModel: others.join('/') };
  const ready = all.filter((adapter) => adapter.availability().kind === 'ready');
  const limited = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  const lists = await Promise.all(ready.map((adapter) => adapter.baseModels({ signal: limited }).catch(() => [])));
  signal.throwIfAborted();
  const having = ready.find((_, at) => lists[at]?.some(({ id }) => id === name));
  if (having) return { adapter: having, baseModel: name };
  throw unknownModel(name, ready);
}

function unknownModel(name: string, ready: readonly FineTuningAdapter[]): GatewayError {
  const ids = ready.map(({ id }) => `${id}/...`).join(', ');
  const who = ids === '' ? 'No provider trains models now: see devmgr finetune adapters' : `Name the provider: ${ids}`;
  const message = `The model ${name.slice(0, 100)} is trained by nobody that devmgr knows. ${who}.`;
  return new GatewayError({ kind: 'invalid-request', message, param: 'model', code: 'model_not_found' });
}
