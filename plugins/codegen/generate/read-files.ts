import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { GeneratedFile, RefusedFile, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { applyAnswer } from '../answer/apply-answer.js';
import { parseAnswer } from '../answer/parse-answer.js';
import type { ParsedAnswer } from '../answer/parsed-answer.js';
import type { GatheredJob } from './gather-job.js';
import { maskFile, type MaskedFile } from './mask-file.js';

export interface ReadFiles {
  /** The target first. */
  readonly files: readonly GeneratedFile[];
  readonly refused: readonly RefusedFile[];
  readonly notes: readonly string[];
}

export interface AnswerOptions {
  readonly gathered: GatheredJob;
  readonly context: readonly SentContextItem[];
  readonly reason: Extract<AiStreamPart, { readonly type: 'stream-end' }>['reason'];
  readonly isStopped: boolean;
  redact(text: string): string;
}

/**
 * The answer as files over what is in them now: edits apply to what the model saw, which is an earlier answer where that is mended, and
 * masked secrets come back. What cannot be made is refused with the reason.
 */
export async function readFiles(answer: string, options: AnswerOptions): Promise<ReadFiles> {
  const { gathered, reason, isStopped } = options;
  const target = gathered.target.path;
  const parsed = parseAnswer(answer, { target, isComplete: reason === 'stop' });
  const { whole, refused: cut } = isStopped ? { whole: parsed, refused: [] } : withoutCut(parsed);
  const disk = new Disk(options);
  const applied = await applyAnswer(whole, {
    target,
    prompt: gathered.job.prompt,
    read: (path) => disk.sent(path),
  });
  const made = await Promise.all(applied.files.map((file) => disk.restored(file)));
  const files = made.flatMap((file) => ('after' in file ? [file] : []));
  const lost = made.flatMap((file) => ('reason' in file ? [file] : []));
  const read = {
    files: targetFirst([...files, ...(await disk.untouched(files))], target),
    refused: [...cut, ...applied.refused, ...lost],
  };
  return { ...read, notes: [...notesOf(parsed, files, options), ...elsewhereNotes(read, target)] };
}

/** A file that was cut in the middle would lose its other half. */
function withoutCut(parsed: ParsedAnswer): { readonly whole: ParsedAnswer; readonly refused: readonly RefusedFile[] } {
  const files = parsed.files.filter(({ isComplete }) => isComplete);
  const cut = parsed.files.filter(({ isComplete }) => !isComplete);
  return {
    whole: { ...parsed, files },
    refused: cut.map(({ path }) => ({ path, reason: 'the answer ended before the file did' })),
  };
}

function targetFirst(files: readonly GeneratedFile[], target: string): readonly GeneratedFile[] {
  return [...files.filter(({ path }) => path === target), ...files.filter(({ path }) => path !== target)];
}

function notesOf(
  parsed: ParsedAnswer,
  files: readonly GeneratedFile[],
  { reason, isStopped, gathered, context }: AnswerOptions,
): readonly string[] {
  const half = parsed.files.filter(({ isComplete }) => !isComplete).map(({ path }) => path);
  const seen = new Set([
    gathered.target.path,
    ...context.flatMap(({ path, leftOut }) => (leftOut === undefined ? (path ?? []) : [])),
    ...(gathered.job.repair?.files ?? []).map(({ path }) => path),
  ]);
  const isWhole = (path: string) =>
    parsed.files.some((file) => file.kind === 'whole' && (file.path === path || file.path.endsWith(`/${path}`)));
  const unseen = files.filter(({ path, before }) => before !== undefined && !seen.has(path) && isWhole(path));
  return [
    ...(reason === 'length' ? ['The answer was cut: the model may not write more at once'] : []),
    ...(reason === 'content-filter' ? ['The filter of the provider cut the answer'] : []),
    ...(isStopped && half.length > 0 ? [`Stopped in the middle of ${half.join(', ')}`] : []),
    ...(parsed.files.length === 0 && !isStopped ? ['The answer holds no code'] : []),
    ...unseen.map(({ path }) => `${path} would be replaced by a model that was not shown it`),
  ];
}

/** Who asked for one file should not have to find out that others were written instead. */
function elsewhereNotes({ files, refused }: Omit<ReadFiles, 'notes'>, target: string): readonly string[] {
  const changed = files.filter(({ before, after }) => before !== after).map(({ path }) => path);
  if (changed.length === 0 || [...changed, ...refused.map(({ path }) => path)].includes(target)) return [];
  return [`The answer is not for ${target}, but for ${changed.join(', ')}`];
}

/** Files as they are, and as the model saw them. */
class Disk {
  readonly #options: AnswerOptions;
  readonly #known = new Map<string, Promise<Known>>();

  constructor(options: AnswerOptions) {
    this.#options = options;
  }

  /** As the model saw it. Rejects with a `DevmgrError` for what cannot be read or written. */
  async sent(path: string): Promise<string | undefined> {
    return (await this.#read(path)).masked?.text;
  }

  /** With the secrets again, and over what is on the disk. */
  async restored({ path, after }: GeneratedFile): Promise<GeneratedFile | RefusedFile> {
    const { path: normal, before, masked } = await this.#read(path);
    const restored = masked?.restore(after) ?? { text: after, lostLine: undefined };
    if (restored.lostLine === undefined) return { path: normal, before, after: restored.text };
    const reason = `its line ${restored.lostLine} holds a mask where a secret was: secrets are not sent, so leave the lines that hold one as they are`;
    return { path: normal, reason };
  }

  /** Files of the answer that is mended, of which this one says nothing: they stay as they were. */
  async untouched(files: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> {
    const earlier = this.#options.gathered.job.repair?.files ?? [];
    const left = earlier.filter(({ path }) => !files.some((file) => file.path === path));
    return Promise.all(left.map(async ({ path, after }) => ({ path, before: (await this.#read(path)).before, after })));
  }

  #read(path: string): Promise<Known> {
    const known = this.#known.get(path);
    if (known) return known;
    const reading = this.#readNow(path);
    this.#known.set(path, reading);
    // Who waits for it is told.
    reading.catch(() => undefined);
    return reading;
  }

  async #readNow(path: string): Promise<Known> {
    const { gathered, redact } = this.#options;
    const { target, writer, job } = gathered;
    const { path: normal, text } = await writer.read(path);
    const before = normal === target.path ? target.before : text;
    // To a prompt that a person edited all is answered again, over the files that stand in it.
    const earlier = job.written ? undefined : job.repair?.files.find((file) => file.path === normal);
    const seen = earlier?.after ?? before;
    return { path: normal, before, masked: seen === undefined ? undefined : maskFile(seen, redact) };
  }
}

interface Known {
  readonly path: string;
  /** On the disk. */
  readonly before: string | undefined;
  /** As the model saw it, or would have. */
  readonly masked: MaskedFile | undefined;
}
