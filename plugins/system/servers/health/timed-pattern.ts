import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context, Script } from 'node:vm';

/** A pattern needs more time than a look may take. */
export class SlowPatternError extends Error {}

/** Each try holds up the screen for that long at most. */
const TRY_MS = 8;
/** A machine that is busy takes a try's time away without the pattern being at fault. */
const TRIES = 4;

let stage: { readonly context: Context & { work?: () => unknown }; readonly script: Script } | undefined;

/**
 * A regular expression that cannot hold up devmgr: V8 ends it when its time is up. `^` and `$` match at each line.
 * Throws a `SyntaxError` when it is none.
 */
export class TimedPattern {
  readonly #pattern: RegExp;

  constructor(source: string) {
    this.#pattern = new RegExp(source, 'm');
  }

  /** The number of the first text that matches, -1 when none does. Rejects with `SlowPatternError` for a pattern that takes too long. */
  async findIn(texts: readonly string[]): Promise<number> {
    if (texts.length === 0) return -1;
    stage ??= await createStage();
    // Kept over the tries: the texts that were looked at do not count again.
    let next = 0;
    const work = () => {
      for (; next < texts.length; next += 1) if (this.#pattern.test(texts[next] ?? '')) return next;
      return -1;
    };
    for (let failures = 0; failures < TRIES;) {
      const before = next;
      const found = runTimed(stage, work);
      if (found !== undefined) return found;
      failures = next > before ? 0 : failures + 1;
      await nextTurn();
    }
    throw new SlowPatternError(`/${this.#pattern.source}/ takes too long`);
  }
}

async function createStage(): Promise<NonNullable<typeof stage>> {
  const { createContext, Script } = await import('node:vm');
  return { context: createContext({}), script: new Script('work()') };
}

/** `undefined`: the time was up. */
function runTimed({ context, script }: NonNullable<typeof stage>, work: () => number): number | undefined {
  context.work = work;
  try {
    return script.runInContext(context, { timeout: TRY_MS }) as number;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    delete context.work;
  }
}
