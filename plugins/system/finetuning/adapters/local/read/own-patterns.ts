import { createContext, Script, type Context } from 'node:vm';
import type { TrainingNews } from '../protocol/training-news.js';
import type { LinePatterns } from '../recipes/local-recipe.js';

/** What a pattern may take for a line; one that tries everything would never end. */
const TIMEOUT_MS = 50;

interface Groups {
  readonly named: Readonly<Record<string, string | undefined>>;
  readonly first: string | undefined;
}

/** Regular expressions of the settings, each with a limit of time: one that takes too long is not asked again. */
export class OwnPatterns {
  readonly #patterns = new Map<keyof LinePatterns, string>();
  readonly #context: Context = createContext(Object.create(null) as object);
  readonly #script = new Script(
    '{ const m = new RegExp(pattern).exec(line); m && JSON.stringify({ named: { ...m.groups }, first: m[1] }); }',
  );

  constructor(patterns: LinePatterns) {
    for (const name of ['progress', 'loss'] as const) {
      const pattern = patterns[name];
      if (pattern !== undefined) this.#patterns.set(name, pattern);
    }
  }

  /** Whether there are any: then the usual lines of trainers are read no more. */
  has(name: keyof LinePatterns): boolean {
    return this.#patterns.has(name);
  }

  next(line: string): readonly TrainingNews[] {
    return [...this.#patterns].flatMap(([name, pattern]): readonly TrainingNews[] => {
      const groups = this.#ask(pattern, line);
      if (groups === 'slow') {
        this.#patterns.delete(name);
        const message = `The pattern finetune.local ${name} takes too long, and is not used any more: ${pattern}`;
        return [{ type: 'event', level: 'warn', message }];
      }
      return groups ? newsOf(name, groups) : [];
    });
  }

  #ask(pattern: string, line: string): Groups | 'slow' | undefined {
    Object.assign(this.#context, { pattern, line });
    try {
      const found: unknown = this.#script.runInContext(this.#context, { timeout: TIMEOUT_MS });
      return typeof found === 'string' ? (JSON.parse(found) as Groups) : undefined;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'slow' : undefined;
    }
  }
}

function newsOf(name: keyof LinePatterns, { named, first }: Groups): readonly TrainingNews[] {
  const step = number(named['step']);
  const loss = number(named['loss']) ?? (name === 'loss' ? number(first) : undefined);
  const totalSteps = number(named['total']);
  const epoch = number(named['epoch']);
  const percent = number(named['percent']);
  const progress = {
    ...(step !== undefined && { step }),
    ...(totalSteps !== undefined && { totalSteps }),
    ...(epoch !== undefined && { epoch }),
    ...(percent !== undefined && { fraction: Math.min(1, Math.max(0, percent / 100)) }),
  };
  const news: TrainingNews[] = [];
  if (Object.keys(progress).length > 0) news.push({ type: 'progress', progress });
  if (loss !== undefined) news.push({ type: 'metric', metric: { ...(step !== undefined && { step }), loss } });
  return news;
}

function number(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
