import type { CatalogTest, CollectProblem } from '../book/catalog-test.js';
import type { CollectRules } from './collected-project.js';

/** What `devmgr_pytest/collector.py` says; its docstring is the reference. */
export type CollectEvent =
  | { readonly event: 'hello'; readonly rules: CollectRules }
  | { readonly event: 'found'; readonly tests: readonly CatalogTest[] }
  | { readonly event: 'tests'; readonly tests: readonly CatalogTest[] }
  | { readonly event: 'problem'; readonly problem: CollectProblem }
  | { readonly event: 'end'; readonly status: number; readonly complete: boolean };

type Fields = Readonly<Record<string, unknown>>;

/** Lists and paths that many tests share are kept once. One for a collection. */
export class CollectLineParser {
  readonly #files = new Map<string, string>();
  readonly #markers = new Map<string, readonly string[]>();

  /** `undefined` for what is none of ours. */
  parse(line: string): CollectEvent | undefined {
    const fields = readObject(line);
    switch (fields?.['event']) {
      case 'hello':
        return readHello(fields);
      case 'found':
      case 'tests': {
        const tests = this.#tests(fields['tests']);
        return tests && { event: fields['event'], tests };
      }
      case 'problem':
        return readProblem(fields);
      case 'end':
        return readEnd(fields);
      default:
        return undefined;
    }
  }

  /** A test as it is written in lines and in the cache: id, file, line, markers. */
  readTest(entry: unknown): CatalogTest | undefined {
    if (!Array.isArray(entry)) return undefined;
    const [id, file, line, markers] = entry as readonly unknown[];
    if (typeof id !== 'string' || typeof file !== 'string') return undefined;
    return {
      id,
      file: once(this.#files, file, file),
      line: typeof line === 'number' ? line : undefined,
      markers: this.#markersOf(markers),
    };
  }

  #tests(value: unknown): readonly CatalogTest[] | undefined {
    if (!Array.isArray(value)) return undefined;
    const tests = value.map((entry) => this.readTest(entry));
    return tests.every((test) => test !== undefined) ? tests : undefined;
  }

  #markersOf(value: unknown): readonly string[] {
    const names = strings(value);
    return once(this.#markers, names.join('\n'), names);
  }
}

function readHello(fields: Fields): CollectEvent | undefined {
  const rules = readRules(fields);
  return rules && { event: 'hello', rules };
}

/** As the collector says them; also in the cache. */
export function readRules(fields: Fields): CollectRules | undefined {
  const { rootdir, inifile } = fields;
  if (typeof rootdir !== 'string') return undefined;
  return {
    rootdir,
    inifile: typeof inifile === 'string' ? inifile : undefined,
    pythonFiles: strings(fields['python_files']),
    testpaths: strings(fields['testpaths']),
  };
}

function readProblem({ path, traceback }: Fields): CollectEvent | undefined {
  if (typeof path !== 'string' || typeof traceback !== 'string') return undefined;
  return { event: 'problem', problem: { path, traceback } };
}

function readEnd({ status, complete }: Fields): CollectEvent | undefined {
  return typeof status === 'number' ? { event: 'end', status, complete: complete === true } : undefined;
}

function readObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function once<T>(known: Map<string, T>, key: string, value: T): T {
  const there = known.get(key);
  if (there !== undefined) return there;
  known.set(key, value);
  return value;
}
