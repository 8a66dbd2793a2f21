import type { AnswerBlock } from './answer-block.js';
import { BlockContent, type BlockStart, type TextMark } from './block-content.js';
import { fenceInfo } from './fence-info.js';
import { fenceStart, type FenceStart } from './fence.js';
import { familyOfLanguage, familyOfPath } from './language-families.js';

interface Guess {
  readonly mark: TextMark;
  /** Behind the fence. */
  readonly lines: string[];
}

export type LineFate =
  | 'inside'
  /** The line was the end of the block. */
  | 'end'
  /** The block had ended before it: the line is none of it. */
  | 'behind';

/**
 * The lines of one fenced block. Blocks inside of it, as they are in Markdown and in comments, are part of it, also where their fences are
 * as short as its own.
 */
export class FencedBlock {
  readonly #start: FenceStart;
  readonly #content: BlockContent;
  readonly #isMarkdown: boolean;
  #depth = 0;
  #isClosed = false;
  #hasEnd = false;
  #isClosedDeeper = false;
  #lineBehind: string | undefined;
  /** The end, or the beginning of a block inside: the next line tells. */
  #held: string | undefined;
  /** Taken for the beginning of a block inside, which has not come to its end yet. */
  #guess: Guess | undefined;

  constructor(start: FenceStart, block: BlockStart) {
    this.#start = start;
    this.#content = new BlockContent(block);
    const path = block.info.path ?? block.before?.path;
    const family = familyOfLanguage(block.info.language) ?? (path === undefined ? undefined : familyOfPath(path));
    this.#isMarkdown = family === 'markdown';
  }

  push(line: string): LineFate {
    this.#guess?.lines.push(line);
    const fence = this.#content.isInEdit ? undefined : this.#fenceIn(line);
    if (this.#held !== undefined) {
      const held = this.#held;
      this.#held = undefined;
      // Behind the end of a block stands a blank line, behind a fence inside of it code.
      if (line.trim() === '' || fence) return this.#end('behind');
      this.#startGuess(line);
      this.#depth += 1;
      this.#add(held);
    }
    if (!fence) return this.#add(line);
    return fence.info === '' ? this.#closing(line) : this.#opening(line, fence);
  }

  /**
   * The answer is over, and this block had no end: where a fence was taken for the beginning of one inside, it was the end. Gives the lines
   * behind it.
   */
  takeBack(): readonly string[] {
    const guess = this.#guess;
    this.#guess = undefined;
    if (!guess) return [];
    this.#content.backTo(guess.mark);
    this.#isClosed = true;
    return guess.lines;
  }

  close(): void {
    this.#content.breakOff();
    this.#isClosed = true;
  }

  blocks(): readonly AnswerBlock[] {
    const fence = {
      isBare: this.#start.info === '',
      hasEnd: this.#hasEnd,
      isClosedDeeper: this.#isClosedDeeper,
      lineBehind: this.#lineBehind,
    };
    return this.#content
      .blocks(this.#isClosed || this.#held !== undefined)
      .map((block) => (block.kind === 'code' ? { ...block, fence } : block));
  }

  /** The first line that is none of it. */
  endBefore(line: string): void {
    this.#lineBehind = line;
  }

  #startGuess(line: string): void {
    const { mark } = this.#content;
    this.#guess = mark && { mark, lines: [line] };
  }

  #opening(line: string, fence: FenceStart): LineFate {
    // The fence before it was forgotten.
    if (this.#depth === 0 && !this.#isMarkdown && fenceInfo(fence.info).path !== undefined) return this.#end('behind');
    this.#depth += 1;
    return this.#add(line);
  }

  #closing(line: string): LineFate {
    if (this.#depth > 0) {
      this.#depth -= 1;
      if (this.#depth === 0) this.#guess = undefined;
      return this.#add(line);
    }
    if (!this.#isMarkdown) {
      this.#isClosedDeeper = line.search(/\S/) > this.#start.indent;
      return this.#end('end');
    }
    this.#held = line;
    return 'inside';
  }

  #fenceIn(line: string): FenceStart | undefined {
    const fence = fenceStart(line);
    const { mark, length, indent } = this.#start;
    const isAlike = fence?.mark === mark && fence.length >= length && fence.indent <= indent + 3;
    return isAlike ? fence : undefined;
  }

  #add(line: string): 'inside' {
    // A block in a list is indented as a whole.
    const blanks = this.#start.indent === 0 ? 0 : line.search(/\S|$/);
    this.#content.push(line.slice(Math.min(this.#start.indent, blanks)));
    return 'inside';
  }

  #end(fate: LineFate): LineFate {
    this.#hasEnd = true;
    this.close();
    return fate;
  }
}
