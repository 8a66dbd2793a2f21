import { DevmgrError } from 'devmgr/plugin-api';
import type { GeneratedFile, RefusedFile } from 'devmgr/plugin-api/contracts/code-generator';
import { applyEdits } from './apply-edits.js';
import { missingPart } from './kept/missing-part.js';
import { wrongName } from './new-name.js';
import { normalPath } from './normal-path.js';
import type { FileAnswer, ParsedAnswer, TextEdit } from './parsed-answer.js';
import { placeholderLine } from './placeholder-line.js';

export interface ApplyParts {
  readonly target: string;
  /** What the person asked for: what it names as removed may be gone. */
  readonly prompt?: string | undefined;
  /** What is in a file, with `\n`; `undefined`: it is not there. A `DevmgrError` refuses that file. */
  read(path: string): Promise<string | undefined>;
}

export interface AppliedAnswer {
  /** The target first. */
  readonly files: readonly GeneratedFile[];
  readonly refused: readonly RefusedFile[];
}

/**
 * Makes files from an answer: whole ones as they are, edits applied to what is there. A file that cannot be made for certain is refused,
 * with the reason; the others are made. A file whose end has not come is made as far as it came. Writes nothing.
 */
export async function applyAnswer(answer: ParsedAnswer, parts: ApplyParts): Promise<AppliedAnswer> {
  const files: GeneratedFile[] = [];
  const refused: RefusedFile[] = [];
  for (const [path, answers] of await byPath(answer.files, parts, refused)) {
    const made = await makeFile(path, answers, { ...parts, prose: answer.prose });
    if ('reason' in made) refused.push(made);
    else files.push(made);
  }
  const isTarget = ({ path }: GeneratedFile) => path === parts.target;
  return { files: [...files.filter(isTarget), ...files.filter((file) => !isTarget(file))], refused };
}

/** What the answer says of each file, by its path from the root. */
async function byPath(
  answers: readonly FileAnswer[],
  parts: ApplyParts,
  refused: RefusedFile[],
): Promise<ReadonlyMap<string, readonly FileAnswer[]>> {
  const grouped = new Map<string, FileAnswer[]>();
  const namesTarget = answers.some(({ path }) => normalPath(path, parts.target) === parts.target);
  for (const answer of answers) {
    const written = normalPath(answer.path, parts.target);
    if (written === undefined) {
      refused.push({
        path: answer.path,
        reason: 'it is not in the project: write its path from the root of the project',
      });
      continue;
    }
    const path = !namesTarget && (await isShortTarget(written, parts)) ? parts.target : written;
    grouped.set(path, [...(grouped.get(path) ?? []), answer]);
  }
  return grouped;
}

/** Models leave folders out: `orders.py` for `app/routers/orders.py`. */
async function isShortTarget(path: string, { target, read }: ApplyParts): Promise<boolean> {
  if (path === target || !target.endsWith(`/${path}`)) return false;
  try {
    return (await read(path)) === undefined;
  } catch {
    return false;
  }
}

interface MakeParts extends ApplyParts {
  /** What the answer says beside its files. */
  readonly prose: string;
}

async function makeFile(
  path: string,
  answers: readonly FileAnswer[],
  parts: MakeParts,
): Promise<GeneratedFile | RefusedFile> {
  const unsupported = answers.find((answer) => answer.kind === 'unsupported');
  if (unsupported) return { path, reason: unsupported.reason };
  const wholes = answers.filter((answer) => answer.kind === 'whole');
  const edits = answers.flatMap((answer) => (answer.kind === 'edits' ? answer.edits : []));
  if (wholes.length > 0 && edits.length > 0) return { path, reason: 'the answer holds it as a whole and as edits' };
  try {
    const before = await parts.read(path);
    const wrong = before === undefined ? wrongName(path) : undefined;
    if (wrong !== undefined) return { path, reason: wrong };
    const [whole] = wholes;
    if (!whole) return await editedFile(path, before, edits);
    if (wholes.some(({ text }) => text !== whole.text))
      return { path, reason: 'the answer holds it twice, with different text' };
    return wholeFile(path, before, { ...whole, isMentioned: wholes.every(({ isMentioned }) => isMentioned) }, parts);
  } catch (error) {
    if (!DevmgrError.isInstance(error)) throw error;
    return { path, reason: error.message };
  }
}

function wholeFile(
  path: string,
  before: string | undefined,
  { text, markerLine, isComplete, isMentioned = false }: Extract<FileAnswer, { readonly kind: 'whole' }>,
  { prompt = '', prose }: MakeParts,
): GeneratedFile | RefusedFile {
  const belongs = markerLine !== undefined && before?.startsWith(`${markerLine}\n`) === true;
  const after = withFinalNewline(belongs ? `${markerLine}\n${text}` : text, before);
  if (before === undefined || before.trim() === '') return { path, before, after };
  // What comes is looked at as far as it is there: the rest of it is missing because it has not come.
  const whole = { path, before, after, prompt, prose, isMentioned };
  const reason =
    placeholderReason(path, before, after) ??
    (isComplete || isMentioned || after.trim() === '' ? missingPart(whole) : undefined);
  return reason === undefined ? { path, before, after } : { path, reason };
}

function placeholderReason(path: string, before: string, after: string): string | undefined {
  const at = placeholderLine(after, before, path);
  if (at === undefined) return undefined;
  const line = (after.split('\n')[at] ?? '').trim().slice(0, 80);
  return `line ${String(at + 1)} stands for code that the answer leaves out: ${line}`;
}

async function editedFile(
  path: string,
  before: string | undefined,
  edits: readonly TextEdit[],
): Promise<GeneratedFile | RefusedFile> {
  const isNew = edits.length > 0 && edits.every(({ search }) => search === '');
  if (isNew && (before ?? '').trim() === '') {
    return { path, before, after: withFinalNewline(edits.map(({ replace }) => replace).join(''), before) };
  }
  if (isNew && edits[0]?.nearLine === undefined) {
    return { path, reason: 'the answer makes it anew, but it is there already' };
  }
  if (before === undefined) return { path, reason: 'the answer changes it, but it is not there' };
  const applied = await applyEdits(before, edits);
  if ('refused' in applied) return { path, reason: applied.refused };
  const after = withFinalNewline(applied.text, before);
  const reason = placeholderReason(path, before, after);
  return reason === undefined ? { path, before, after } : { path, reason };
}

/** A file keeps its last line's end, or the lack of it; a new one has it. */
function withFinalNewline(text: string, before: string | undefined): string {
  const isOpen = before !== undefined && before !== '' && !before.endsWith('\n');
  if (isOpen) return text.endsWith('\n') ? text.slice(0, -1) : text;
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
