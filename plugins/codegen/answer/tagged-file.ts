import type { AnswerBlock } from './answer-block.js';
import { BlockContent } from './block-content.js';

const opening =
  /^\s*<(?:file|code[_-]?file)\s+(?:[\w-]+\s*=\s*["'][^"']*["']\s+){0,4}(?:path|file(?:_?name|path)?|name|src)\s*=\s*["']([^"'<>]+)["'][^<>]*>\s*$/i;
const closing = /^\s*<\/(?:file|code[_-]?file)>\s*$/i;

/** The path in `<file path="app/x.py">`, alone in its line; `undefined`: it is something else. */
export function taggedPath(line: string): string | undefined {
  return line.length > 400 ? undefined : opening.exec(line)?.[1]?.trim();
}

export function isTagEnd(line: string): boolean {
  return closing.test(line);
}

/** The lines of a file between tags. */
export class TaggedFile {
  readonly #content: BlockContent;
  #isClosed = false;

  constructor(path: string) {
    const info = { language: undefined, path, isQuote: false };
    this.#content = new BlockContent({ info, before: undefined, isDiffFile: true });
  }

  push(line: string): 'inside' | 'end' {
    if (this.#content.isInEdit || !isTagEnd(line)) {
      this.#content.push(line);
      return 'inside';
    }
    this.close();
    return 'end';
  }

  close(): void {
    this.#content.breakOff();
    this.#isClosed = true;
  }

  blocks(): readonly AnswerBlock[] {
    return this.#content.blocks(this.#isClosed);
  }
}
