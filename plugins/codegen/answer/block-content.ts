import type { AnswerBlock } from './answer-block.js';
import type { FenceInfo } from './fence-info.js';
import { isFilePath } from './file-path.js';
import { familyOfLanguage, familyOfPath } from './language-families.js';
import { pathInComment, type NamedFile } from './path-line.js';
import { SearchReplace, searchStart } from './search-replace.js';
import type { TextEdit } from './parsed-answer.js';
import { UnifiedDiff } from './unified-diff.js';

export interface BlockStart {
  readonly info: FenceInfo;
  /** Named in front of the fence. */
  readonly before: NamedFile | undefined;
  /** A diff in it is the file itself. */
  readonly isDiffFile: boolean;
}

export interface TextMark {
  readonly text: string;
  readonly lineCount: number;
}

interface ReadEdit {
  readonly path: string | undefined;
  readonly reader: SearchReplace;
  edit: TextEdit | undefined;
  isBroken: boolean;
}

const diffLanguages: ReadonlySet<string | undefined> = new Set(['diff', 'patch', 'udiff']);
const diffBegin = /^(?:diff --git |@@ -\d|\*\*\* (?:Begin Patch|(?:Update|Add|Delete) File: ))/;

/** Fences of these hold files of any kind. */
const loose: ReadonlySet<string> = new Set(['text', 'shell', 'config', 'json', 'javascript']);

/** What stands in a fence: the text of a file, search/replace blocks, or a diff. The first lines tell. */
export class BlockContent {
  readonly #start: BlockStart;
  readonly #edits: ReadEdit[] = [];
  #diff: UnifiedDiff | undefined;
  #text = '';
  #lineCount = 0;
  #commentPath: string | undefined;
  #markerLine: string | undefined;
  /** Of the next edit. */
  #editPath: string | undefined;

  constructor(start: BlockStart) {
    this.#start = start;
    if (diffLanguages.has(start.info.language?.toLowerCase()) && !start.isDiffFile) this.#diff = new UnifiedDiff();
  }

  /** In a search/replace block everything is text, fences too. */
  get isInEdit(): boolean {
    const last = this.#edits.at(-1);
    return last !== undefined && last.edit === undefined && !last.isBroken;
  }

  push(line: string): void {
    const open = this.isInEdit ? this.#edits.at(-1) : undefined;
    const start = searchStart(line);
    if (start !== undefined && (!open || open.reader.isInReplace)) this.#startEdit(start, open);
    else if (open) open.edit = open.reader.push(line);
    else if (this.#edits.length > 0) this.#editPath = pathAlone(line) ?? this.#editPath;
    else if (this.#diff) this.#diff.push(line);
    else this.#pushText(line);
  }

  /** The text until now, to come back to it; `undefined`: it is no text alone. */
  get mark(): TextMark | undefined {
    return this.#diff || this.#edits.length > 0 ? undefined : { text: this.#text, lineCount: this.#lineCount };
  }

  backTo({ text, lineCount }: TextMark): void {
    this.#text = text;
    this.#lineCount = lineCount;
    this.#edits.length = 0;
  }

  /** Nothing more comes: an edit without its end has none. */
  breakOff(): void {
    const last = this.#edits.at(-1);
    if (last && last.edit === undefined) last.isBroken = true;
  }

  blocks(isClosed: boolean): readonly AnswerBlock[] {
    const { info } = this.#start;
    const before = this.#before;
    const path = info.path ?? before?.path ?? this.#commentPath;
    if (this.#edits.length > 0) {
      return this.#edits.map((one) => ({ kind: 'edit', path: one.path, edit: one.edit, isBroken: one.isBroken }));
    }
    if (this.#diff) return [{ kind: 'diff', path, diff: this.#diff, isClosed }];
    const pathFrom = info.path !== undefined ? 'info' : before !== undefined ? 'before' : 'first-line';
    const [text, lineCount, markerLine] = [this.#text, this.#lineCount, this.#markerLine];
    return [
      {
        kind: 'code',
        info,
        path,
        pathFrom: path === undefined ? undefined : pathFrom,
        isMentioned: pathFrom === 'before' && before?.isMentioned === true,
        markerLine,
        text,
        lineCount,
        isClosed,
      },
    ];
  }

  #startEdit(pathBehind: string, open: ReadEdit | undefined): void {
    if (open) open.isBroken = true;
    const { info, before } = this.#start;
    if (this.#edits.length === 0)
      this.#editPath = info.path ?? this.#lastPathAlone() ?? before?.path ?? this.#commentPath;
    if (isFilePath(pathBehind)) this.#editPath = pathBehind;
    this.#edits.push({ path: this.#editPath, reader: new SearchReplace(), edit: undefined, isBroken: false });
  }

  /** The lines before the first edit are no text of a file. */
  #lastPathAlone(): string | undefined {
    return this.#lineCount > 20
      ? undefined
      : this.#text.split('\n').reduce<string | undefined>((found, line) => pathAlone(line) ?? found, undefined);
  }

  #pushText(line: string): void {
    if (this.#isMarker(line)) {
      this.#markerLine = line;
      return;
    }
    const begins = this.#lineCount <= 1 && !this.#start.isDiffFile;
    const isHeader = line.startsWith('+++ ') && /^--- \S/.test(this.#text);
    if (begins && (isHeader || (this.#text.trim() === '' && diffBegin.test(line)))) {
      this.#diff = new UnifiedDiff();
      if (isHeader) this.#diff.push(this.#text.slice(0, -1));
      this.#diff.push(line);
      return;
    }
    this.#text += `${line}\n`;
    this.#lineCount += 1;
  }

  /** A word with a dot before code of another language is code too: ``Use `response.json`:``. */
  get #before(): NamedFile | undefined {
    const { info, before } = this.#start;
    if (!before || before.path.includes('/')) return before;
    const [language, own] = [familyOfLanguage(info.language), familyOfPath(before.path)];
    const isCode = language !== undefined && !loose.has(language);
    return isCode && own !== undefined && own !== language && before.isMentioned ? undefined : before;
  }

  #isMarker(line: string): boolean {
    const { info } = this.#start;
    if (this.#lineCount > 0 || (info.path ?? this.#before?.path ?? this.#commentPath) !== undefined) return false;
    this.#commentPath = pathInComment(line);
    return this.#commentPath !== undefined;
  }
}

/** A line that is a path and nothing else, or a comment with one. */
function pathAlone(line: string): string | undefined {
  const words = line.trim().replace(/:$/, '');
  return isFilePath(words) ? words : pathInComment(line);
}
