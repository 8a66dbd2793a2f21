import { Emitter, Store, type Clock, type Disposable, type Logger } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { hasWords, headIn, headOf, summaryOf, verdictIn } from './generation-head.js';
import type { GenerationHistory, GenerationSummary, KeptVerdict } from './generation-history.js';
import { storedGenerationOf, type StoredGeneration } from './generation-json.js';
import { lastOfRows } from './last-of-rows.js';
import { maskGeneration, openStored } from './mask-generation.js';
import { pruneRecords, type NamedHead, type RecordLimits } from './prune-records.js';
import { RecordFolder, recordName, type RecordPart } from './record-folder.js';
import { listIn, objectIn, stringIn } from './stored-json.js';
import { trainingLine } from './training-line.js';

export interface GenerationHistoryParts {
  /** Absolute; made when something is kept. */
  readonly folder: string;
  /** Masks secrets in a text of any length. */
  redact(text: string): Promise<string>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'warn'>;
  /** Its name, for the export. Default: `project`. */
  readonly project?: string;
  /** Ids of the saves that were taken back: their code is nobody's example. */
  undone?(): Promise<ReadonlySet<string>>;
  /** Default: 500 generations, 200 MB. */
  readonly limits?: RecordLimits;
}

/** Releasing it waits for what is being kept; what comes after that is not. */
export interface WatchedHistory extends GenerationHistory, Disposable {}

type SavedText = { readonly path: string; readonly text: string };

const usual: RecordLimits = { mostRecords: 500, mostBytes: 200_000_000 };
/** So that a folder with hundreds of records does not use up the files that a process may open. */
const atOnce = 32;

/** See `GenerationHistory`. Methods that write never reject: what hinders them is in `problem` and, once, in the log. */
export function createGenerationHistory(parts: GenerationHistoryParts): WatchedHistory {
  return new FiledHistory(parts);
}

class FiledHistory implements WatchedHistory {
  readonly #parts: GenerationHistoryParts;
  readonly #folder: RecordFolder;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly problem = new Store<string | undefined>(undefined);
  /** Names of damaged records that were spoken of. */
  readonly #told = new Set<string>();
  /** Never rejects. */
  #last: Promise<void> = Promise.resolve();
  #isReleased = false;

  constructor(parts: GenerationHistoryParts) {
    this.#parts = parts;
    this.#folder = new RecordFolder(parts.folder);
  }

  add(generation: Generation): Promise<void> {
    return this.#keep(async () => {
      const stored = await maskGeneration(generation, { redact: this.#parts.redact, at: this.#parts.clock.now() });
      const name = recordName(generation.id);
      await this.#folder.write(name, 'generation', stored);
      // Last: a record is there when its head is.
      await this.#folder.write(name, 'head', headOf(stored.generation, stored.at));
      await pruneRecords(this.#folder, await this.#heads(), this.#parts.limits ?? usual);
      await this.#folder.sweep(Date.now());
    });
  }

  markSaved(id: string, change: { readonly id: string; readonly files: readonly SavedText[] }): Promise<void> {
    return this.#mark(id, async (name) => {
      const files: SavedText[] = [];
      for (const { path, text } of change.files) files.push({ path, text: await this.#parts.redact(text) });
      await this.#folder.write(name, 'texts', { savedAs: change.id, files });
      await this.#folder.write(name, 'saved', { savedAs: change.id });
    });
  }

  markTested(id: string, tests: KeptVerdict): Promise<void> {
    return this.#mark(id, (name) => this.#folder.write(name, 'tests', tests));
  }

  markEdited(id: string, edited: readonly SavedText[]): Promise<void> {
    return this.#mark(id, async (name) => {
      const files: SavedText[] = [];
      for (const { path, text } of edited) {
        const kept = await this.#parts.redact(text);
        // Saved later it would put the mask where the secret is.
        if (kept === text) files.push({ path, text });
      }
      await this.#folder.write(name, 'edited', files);
      await this.#folder.removePart(name, 'tests');
    });
  }

  async list({ search = '', limit = Infinity, inRows = false }: Parameters<GenerationHistory['list']>[0] = {}) {
    const wanted = search.trim();
    const heads = (await this.#heads()).filter(({ head }) => wanted === '' || hasWords(head, wanted));
    const listed = heads.slice(0, limit);
    const summaries = await inGroups(listed, (named) => this.#summary(named));
    if (!inRows) return summaries;
    return lastOfRows(summaries.map((summary, at) => ({ summary, prompt: listed[at]?.head.prompt ?? summary.prompt })));
  }

  async open(id: string): Promise<Generation | undefined> {
    const name = recordName(id);
    const stored = await this.#stored(name);
    return stored && withEdits(openStored(stored), (await this.#part(name, 'edited', textsIn)) ?? []);
  }

  async remove(id: string): Promise<void> {
    await this.#keep(() => this.#folder.remove(recordName(id)));
  }

  async *exportJsonl(): AsyncIterable<string> {
    const undone = (await this.#parts.undone?.()) ?? new Set<string>();
    for (const { name } of [...(await this.#heads())].reverse()) {
      const saved = await this.#part(name, 'texts', savedIn);
      if (!saved || saved.files.length === 0 || undone.has(saved.savedAs)) continue;
      const stored = await this.#stored(name);
      if (stored) yield exampleOf(stored, saved.files, this.#parts.project ?? 'project');
    }
  }

  /** What is being kept still is. */
  async dispose(): Promise<void> {
    this.#isReleased = true;
    await this.#last;
    this.#changed.dispose();
    this.problem.dispose();
  }

  async #summary({ name, head }: NamedHead): Promise<GenerationSummary> {
    const savedAs = await this.#part(name, 'saved', (json) => stringIn(objectIn(json)['savedAs']));
    return summaryOf(head, savedAs, await this.#part(name, 'tests', verdictIn));
  }

  /** Newest first. */
  async #heads(): Promise<readonly NamedHead[]> {
    const found = await inGroups(await this.#names(), async (name) => {
      const head = await this.#part(name, 'head', headIn);
      return head ? [{ name, head }] : [];
    });
    return found.flat().sort((a, b) => b.head.at - a.head.at || (a.name < b.name ? 1 : -1));
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await this.#folder.names();
    } catch (error) {
      this.#tell('generations cannot be listed', error);
      return [];
    }
  }

  #stored(name: string): Promise<StoredGeneration | undefined> {
    return this.#part(name, 'generation', storedGenerationOf);
  }

  /** `undefined`: there is none, or it is damaged, which is said once. */
  async #part<T>(name: string, part: RecordPart, read: (json: unknown) => T): Promise<T | undefined> {
    try {
      const json = await this.#folder.read(name, part);
      return json === undefined ? undefined : read(json);
    } catch (error) {
      const record = `${name} (${part})`;
      if (!this.#told.has(record)) this.#parts.log.warn(`A generation in the history is damaged: ${record}`, { error });
      this.#told.add(record);
      return undefined;
    }
  }

  /** One that was removed meanwhile stays removed. */
  #mark(id: string, write: (name: string) => Promise<void>): Promise<void> {
    return this.#keep(async () => {
      const name = recordName(id);
      if ((await this.#folder.read(name, 'head')) !== undefined) await write(name);
    });
  }

  /** One after the other: what is marked right after it was added finds it. */
  #keep(write: () => Promise<void>): Promise<void> {
    if (!this.#isReleased) this.#last = this.#last.then(() => this.#tryTo(write));
    return this.#last;
  }

  async #tryTo(write: () => Promise<void>): Promise<void> {
    try {
      await write();
      this.problem.set(undefined);
    } catch (error) {
      this.#tell('generations are not kept', error);
    }
    this.#changed.fire();
  }

  #tell(what: string, error: unknown): void {
    const problem = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    if (this.problem.get() === undefined) this.#parts.log.warn(`In ${this.#parts.folder} ${problem}`);
    this.problem.set(problem);
  }
}

function savedIn(json: unknown): { readonly savedAs: string; readonly files: readonly SavedText[] } {
  const { savedAs, files } = objectIn(json);
  return { savedAs: stringIn(savedAs), files: textsIn(files) };
}

function textsIn(json: unknown): readonly SavedText[] {
  return listIn((value) => {
    const { path, text } = objectIn(value);
    return { path: stringIn(path), text: stringIn(text) };
  }, json);
}

function withEdits(generation: Generation, edited: readonly SavedText[]): Generation {
  if (edited.length === 0) return generation;
  const texts = new Map(edited.map(({ path, text }) => [path, text]));
  return {
    ...generation,
    files: generation.files.map((file) => ({ ...file, after: texts.get(file.path) ?? file.after })),
  };
}

function exampleOf({ generation }: StoredGeneration, files: readonly SavedText[], project: string): string {
  const { target, prompt, context } = generation;
  const before = generation.files.find(({ path }) => path === target)?.before;
  return trainingLine({ project, target, prompt, before, context, files });
}

async function inGroups<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<readonly R[]> {
  const made: R[] = [];
  for (let at = 0; at < items.length; at += atOnce)
    made.push(...(await Promise.all(items.slice(at, at + atOnce).map((item) => make(item)))));
  return made;
}
