import { resolve } from 'node:path';
import { widgets, type CodeContent, type CodeHandle, type Tab } from 'devmgr/plugin-api';
import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { readRegularFile } from '../../../files/read-regular-file.js';

/** What is shown of a file. */
export interface ShownSource {
  readonly path: string;
  readonly line: number;
  /** The lines as they were, where they are known. */
  readonly source?: TestFrame['source'];
  /** Said below the line. */
  readonly note?: string | undefined;
  readonly title: string;
}

/** Code around a line: the whole file while it is as it was when the test ran, else the lines of that time. */
export class SourcePane {
  readonly handle: CodeHandle;
  readonly #root: string;
  #shown: ShownSource | undefined;

  constructor(tab: Tab, root: string) {
    this.#root = root;
    this.handle = tab.grid.set(0, 0, 1, 1, widgets.code, { title: 'Source', focusId: 'tests.details' });
  }

  show(next: ShownSource | undefined): void {
    if (isSame(next, this.#shown)) return;
    this.#shown = next;
    this.handle.setTitle(next?.title ?? 'Source');
    this.#showLines(next);
    if (next) void this.#showFile(next);
  }

  #showLines(next: ShownSource | undefined): void {
    this.handle.setEmpty(next ? 'Reading the file …' : '');
    if (!next?.source) return this.handle.setCode(undefined);
    const { firstLine, lines } = next.source;
    this.#setCode(next, { text: lines.join('\n'), firstLine });
  }

  async #showFile(next: ShownSource): Promise<void> {
    const text = await readRegularFile(resolve(this.#root, next.path));
    if (this.#shown !== next) return;
    if (text === undefined) return this.handle.setEmpty(`${next.path} cannot be read any more.`);
    if (next.source && !holds(text, next.source)) {
      return this.handle.setTitle(`${next.title} · as it was; the file has changed`);
    }
    this.#setCode(next, { text });
  }

  #setCode({ path, line, note }: ShownSource, content: Pick<CodeContent, 'text' | 'firstLine'>): void {
    this.handle.setCode({
      ...content,
      language: /\.(\w+)$/.exec(path)?.[1],
      marked: { startLine: line, endLine: line },
      ...(note && { problems: [{ line, message: note }] }),
    });
    this.handle.reveal(line);
  }
}

function isSame(a: ShownSource | undefined, b: ShownSource | undefined): boolean {
  return (
    a?.path === b?.path &&
    a?.line === b?.line &&
    a?.source === b?.source &&
    a?.note === b?.note &&
    a?.title === b?.title
  );
}

function holds(text: string, { firstLine, lines }: NonNullable<TestFrame['source']>): boolean {
  const now = text.split(/\r\n|\r|\n/).slice(firstLine - 1, firstLine - 1 + lines.length);
  return lines.every((line, index) => line.trimEnd() === (now[index] ?? '').trimEnd());
}
