import type { LLMock } from '@copilotkit/aimock';
import { AiError, type AiRequest, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { AiDouble } from '../../../../support/ai-doubles/ai-double.js';
import { AiBench, type AiSetup } from './ai-bench.js';
import type { ProviderCase } from './provider-case.js';
import { checkRequests } from './check-requests.js';

export const KEY = 'dvk-b1946ac92492d2347c6235b4d2611184';

/** A question that aimock knows. */
export function say(text: string, more: Partial<AiRequest> = {}): AiRequest {
  return { messages: [{ role: 'user', text }], ...more };
}

/** What came of a request. */
export interface Outcome {
  readonly parts: readonly AiStreamPart[];
  /** What the person has on the screen. */
  readonly text: string;
  readonly error: AiError | undefined;
}

/** Reads to the end. `onPart` may abort. */
export async function outcomeOf(
  stream: AsyncIterable<AiStreamPart>,
  onPart: (part: AiStreamPart) => unknown = () => undefined,
): Promise<Outcome> {
  const parts: AiStreamPart[] = [];
  let error: AiError | undefined;
  try {
    for await (const part of stream) {
      parts.push(part);
      onPart(part);
    }
  } catch (thrown) {
    if (!(thrown instanceof AiError)) throw thrown;
    error = thrown;
  }
  const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
  return { parts, text, error };
}

export const never = new AbortController().signal;

/** Doubles and services of one test; `close` checks what the doubles were sent. */
export class Stage {
  readonly #upstream: LLMock;
  readonly #doubles: AiDouble[] = [];
  readonly #benches: AiBench[] = [];

  constructor(upstream: LLMock) {
    this.#upstream = upstream;
  }

  async double({ vendor }: ProviderCase, options: { readonly key?: string } = {}): Promise<AiDouble> {
    const double = await AiDouble.start(vendor, this.#upstream, options);
    this.#doubles.push(double);
    return double;
  }

  bench(...setups: readonly AiSetup[]): AiBench {
    const bench = new AiBench(merged(setups));
    this.#benches.push(bench);
    return bench;
  }

  async close(): Promise<void> {
    for (const bench of this.#benches.splice(0)) await bench.dispose();
    for (const double of this.#doubles.splice(0)) {
      await double.stop();
      checkRequests(double);
    }
  }
}

/** The provider at its double, with a key where it needs one. */
export function connected(provider: ProviderCase, double: AiDouble, key: string = KEY): AiSetup {
  return merged([
    provider.at(double.origin),
    provider.needsKey || double.key !== undefined ? { env: { [provider.keyVariable]: key } } : {},
  ]);
}

function merged(setups: readonly AiSetup[]): AiSetup {
  const all = <K extends keyof AiSetup>(name: K) =>
    Object.assign({}, ...setups.map((setup) => setup[name])) as NonNullable<AiSetup[K]>;
  const tables = setups.map(({ settings }) => settings?.['providers']);
  return {
    env: all('env'),
    dotenv: all('dotenv'),
    settings: { ...all('settings'), providers: Object.assign({}, ...tables) as unknown },
    settingSources: all('settingSources'),
    ...Object.assign({}, ...setups.map(({ isOwnServer }) => isOwnServer && { isOwnServer })),
  };
}
