import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { GatewayError } from '../gateway-error.js';
import type { JsonObject } from '../gateway-protocol.js';

/** A job as a client of OpenAI's API asks for it; `method` has a field of the name of its type. */
export interface JobBody {
  readonly model: string;
  readonly training_file: string;
  readonly validation_file?: string | null;
  readonly method?: ({ readonly type: string } & JsonObject) | null;
  readonly hyperparameters?: JsonObject | null;
  readonly suffix?: string | null;
  readonly seed?: number | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly integrations?: readonly unknown[] | null;
}

type Wishes = Pick<FineTuningRequest, 'method' | 'parameters' | 'suffix' | 'seed' | 'metadata'>;

/** What is wanted beside model and files. Throws a `GatewayError`. */
export function readWishes({ method, hyperparameters, suffix, seed, metadata, integrations }: JobBody): Wishes {
  if (integrations && integrations.length > 0)
    throw wrong('integrations', 'devmgr starts no jobs with integrations: leave them out.');
  const own = method?.[method.type] as { readonly hyperparameters?: unknown } | undefined;
  const parameters = {
    ...readParameters(hyperparameters, 'hyperparameters'),
    ...readParameters(own?.hyperparameters, `method.${method?.type ?? ''}.hyperparameters`),
  };
  return {
    method: method?.type,
    parameters,
    suffix: suffix ?? undefined,
    seed: seed ?? undefined,
    ...(metadata && { metadata }),
  };
}

function readParameters(value: unknown, param: string): FineTuningRequest['parameters'] {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(param, `${param} must be an object.`);
  const given = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  for (const [name, each] of given)
    if (!['string', 'number', 'boolean'].includes(typeof each))
      throw wrong(`${param}.${name}`, `${name} must be a number, a text or true or false.`);
  return Object.fromEntries(given);
}

function wrong(param: string, message: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, param, code: 'invalid_value' });
}
