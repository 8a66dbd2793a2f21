import type { TextEdit } from './parsed-answer.js';

/** What a diff says of one file. */
export interface FileDiff {
  /** `undefined`: the diff names none. */
  readonly path: string | undefined;
  readonly edits: readonly TextEdit[];
  /** Why it is not done: it shall be deleted or renamed. */
  readonly unsupported: string | undefined;
}

interface Hunk {
  readonly file: OpenFile;
  readonly nearLine: number | undefined;
  search: string;
  replace: string;
  isChange: boolean;
}

interface OpenFile {
  path: string | undefined;
  /** All its lines are added, also those without the sign. */
  isNew: boolean;
  unsupported: string | undefined;
  /** Why there is nothing to do when no hunk follows. */
  otherwise: string | undefined;
  readonly hunks: Hunk[];
}

const hunkStart = /^@@(?: -(\d+)(?:,\d+)? \+\d+(?:,\d+)?)?(?: @@)?/;
const gitHeader =
  /^(?:diff --git|index [\da-f]|old mode|new mode|new file mode|similarity index|dissimilarity index|copy from|copy to|Index: |={20,}$)/;

/**
 * Reads a unified diff line by line, and what OpenAI's `apply_patch` takes. Line numbers and counts are often wrong in answers: a hunk goes
 * until the next header. A line that has lost the blank in front is one of the context.
 */
export class UnifiedDiff {
  readonly #files: OpenFile[] = [];
  #hunk: Hunk | undefined;
  /** `--- x`: a header when `+++ y` follows, else a line that goes away. */
  #held: string | undefined;
  /** Lines without even the blank of the context: of the hunk when it goes on. */
  #blanks = 0;

  push(line: string): void {
    if (this.#held !== undefined) {
      const held = this.#held;
      this.#held = undefined;
      if (line.startsWith('+++ ')) return this.#startFile(held, line);
      this.#body(held);
    }
    if (/^--- \S/.test(line)) this.#held = line;
    else if (!this.#header(line)) this.#body(line);
  }

  /** What was read until now; the last hunk as far as it came. */
  files(): readonly FileDiff[] {
    return this.#files.map(({ path, hunks, unsupported, otherwise }) => ({
      path,
      unsupported: unsupported ?? (hunks.length === 0 ? otherwise : undefined),
      edits: hunks.flatMap(editOf),
    }));
  }

  #header(line: string): boolean {
    const renamed = /^rename (?:from|to) (.+)$/.exec(line);
    if (line.startsWith('diff --git ')) this.#open(pathOf(line.split(' ').at(-1) ?? ''));
    else if (line.startsWith('deleted file mode')) this.#refuse('the answer deletes it, which is not done');
    else if (renamed) this.#refuse('the answer renames it, which is not done');
    else if (line.startsWith('*** ')) return this.#patchHeader(line);
    else if (line.startsWith('@@')) this.#startHunk(hunkStart.exec(line)?.[1]);
    else return !this.#hunk && (this.#otherHeader(line) || gitHeader.test(line));
    return true;
  }

  /** What no text can say of a file. */
  #otherHeader(line: string): boolean {
    const file = this.#files.at(-1);
    const mode = /^new (?:file )?mode (\d+)/.exec(line)?.[1];
    const isBinary = /^(?:GIT binary patch|Binary files .* differ$)/.test(line);
    if (mode === '120000') this.#refuse('the answer makes it a link, which is not done: write it as a file');
    else if (mode === '160000') this.#refuse('the answer makes it a repository of its own, which is not done');
    else if (isBinary) this.#refuse('the answer changes it as binary data, which is not done: only text is');
    else if (file && mode !== undefined)
      file.otherwise ??= 'the answer only changes its permissions, which is not done';
    else if (file && /^copy (?:from|to) /.test(line))
      file.otherwise = 'the answer copies it: write the new file as a whole';
    return mode !== undefined || isBinary;
  }

  #patchHeader(line: string): boolean {
    const [, what = '', path = ''] = /^\*\*\* (Add|Update|Delete) File: (.+)$/.exec(line) ?? [];
    if (what !== '') this.#open(path.trim());
    if (what === 'Add') this.#startHunk(undefined).file.isNew = true;
    if (what === 'Delete') this.#refuse('the answer deletes it, which is not done');
    if (line.startsWith('*** Move to: ')) this.#refuse('the answer renames it, which is not done');
    return what !== '' || /^\*\*\* (?:Begin Patch|End Patch|End of File|Move to: )/.test(line);
  }

  #startFile(oldLine: string, newLine: string): void {
    const [old, young] = [headerPath(oldLine), headerPath(newLine)];
    const last = this.#files.at(-1);
    // `diff --git` stands before it.
    const file = last && last.hunks.length === 0 && last.path !== undefined ? last : this.#open(undefined);
    file.path = young ?? old ?? file.path;
    this.#hunk = undefined;
    file.isNew = old === undefined;
    if (young === undefined && old !== undefined) file.unsupported = 'the answer deletes it, which is not done';
    else if (old !== undefined && young !== undefined && pathOf(old) !== pathOf(young)) {
      if (isRename(oldLine, newLine)) file.unsupported = 'the answer renames it, which is not done';
    }
    file.path = file.path === undefined ? undefined : pathOf(file.path);
  }

  #open(path: string | undefined): OpenFile {
    const file: OpenFile = { path, isNew: false, unsupported: undefined, otherwise: undefined, hunks: [] };
    this.#files.push(file);
    this.#hunk = undefined;
    return file;
  }

  #refuse(reason: string): void {
    (this.#files.at(-1) ?? this.#open(undefined)).unsupported = reason;
  }

  #startHunk(line: string | undefined): Hunk {
    const file = this.#files.at(-1) ?? this.#open(undefined);
    const nearLine = line === undefined || line === '0' ? undefined : Number(line);
    this.#blanks = 0;
    const hunk: Hunk = { file, nearLine, search: '', replace: '', isChange: false };
    file.hunks.push(hunk);
    this.#hunk = hunk;
    return hunk;
  }

  #body(line: string): void {
    if (line === '') {
      this.#blanks += 1;
      return;
    }
    // Not every model begins its changes with `@@`.
    if (!this.#hunk && !/^[ +-]/.test(line)) return;
    const hunk = this.#hunk ?? this.#startHunk(undefined);
    for (; this.#blanks > 0; this.#blanks -= 1) addLine(hunk, ' ', '\n');
    const sign = line.charAt(0);
    if (sign === '+' || sign === '-' || sign === ' ') addLine(hunk, sign, `${line.slice(1)}\n`);
    else if (sign !== '\\') addLine(hunk, ' ', `${line}\n`);
  }
}

function addLine(hunk: Hunk, sign: '+' | '-' | ' ', text: string): void {
  const isAdded = sign === '+' || (sign === ' ' && hunk.file.isNew);
  if (sign !== '-') hunk.replace += text;
  if (!isAdded) hunk.search += text;
  hunk.isChange ||= isAdded || sign === '-';
}

function editOf({ search, replace, nearLine, isChange }: Hunk): readonly TextEdit[] {
  return isChange ? [{ search, replace, nearLine }] : [];
}

/** `undefined` for `/dev/null`. A time may stand behind a tab. */
function headerPath(line: string): string | undefined {
  const path = (line.slice(4).split('\t')[0] ?? '').trim().replace(/^"(.*)"$/, '$1');
  return path === '/dev/null' ? undefined : path;
}

/** Without git's `a/` and `b/`. */
function pathOf(path: string): string {
  return path.replace(/^"(.*)"$/, '$1').replace(/^[ab]\//, '');
}

/** `--- x.py.orig` and `--- original` are no renames: only git's own prefixes make one. */
function isRename(oldLine: string, newLine: string): boolean {
  return /^--- "?a\//.test(oldLine) && /^\+\+\+ "?b\//.test(newLine);
}
