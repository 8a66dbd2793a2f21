import type { AnswerBlock } from './answer-block.js';
import { BlockContent } from './block-content.js';
import { fenceInfo } from './fence-info.js';
import { FencedBlock } from './fenced-block.js';
import { fenceStart, type FenceStart } from './fence.js';
import { ProseReader } from './prose-reader.js';
import { searchStart } from './search-replace.js';
import { UnfencedDiff } from './unfenced-diff.js';

/** What takes lines until it is over. */
interface OpenBlock {
  push(line: string): 'inside' | 'end' | 'behind';
  close(): void;
  blocks(): readonly AnswerBlock[];
}

/** Takes an answer apart into blocks and prose, line by line. */
export class BlockReader {
  readonly prose = new ProseReader();
  readonly #blocks: OpenBlock[] = [];
  readonly #isDiffFile: boolean;
  #open: OpenBlock | undefined;
  /** `--- x`: a diff begins when `+++ y` follows. */
  #held: string | undefined;

  constructor(target: string) {
    this.#isDiffFile = /\.(?:diff|patch)$/.test(target);
  }

  blocks(): readonly AnswerBlock[] {
    return this.#blocks.flatMap((block) => block.blocks());
  }

  push(line: string): void {
    if (this.#open) {
      const fate = this.#open.push(line);
      if (fate !== 'inside') this.#open = undefined;
      if (fate !== 'behind') return;
    }
    this.#pushProse(line);
  }

  /** Nothing more comes. `isComplete`: a block without an end ends here. */
  end(isComplete: boolean): void {
    if (this.#held !== undefined) this.prose.push(this.#held);
    this.#held = undefined;
    if (isComplete) this.#open?.close();
  }

  #pushProse(line: string): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined && line.startsWith('+++ ')) {
      this.#startDiff(held);
      this.#open?.push(line);
      return;
    }
    if (held !== undefined) this.prose.push(held);
    if (this.prose.isThinking) return this.prose.push(line);
    const fence = fenceStart(line);
    if (fence) this.#startFence(fence);
    else if (searchStart(line) !== undefined) this.#startEdit(line);
    else if (/^--- \S/.test(line)) this.#held = line;
    else if (UnfencedDiff.beginsWith(line)) this.#startDiff(line);
    else this.prose.push(line);
  }

  #startFence(fence: FenceStart): void {
    const block = { info: fenceInfo(fence.info), before: this.prose.takePath(), isDiffFile: this.#isDiffFile };
    this.#begin(new FencedBlock(fence, block));
  }

  #startEdit(line: string): void {
    const info = { language: undefined, path: undefined, isQuote: false };
    const content = new BlockContent({ info, before: this.prose.takePath(), isDiffFile: this.#isDiffFile });
    content.push(line);
    this.#begin({
      push: (next) => {
        content.push(next);
        return content.isInEdit ? 'inside' : 'end';
      },
      close: () => {
        content.breakOff();
      },
      blocks: () => content.blocks(true),
    });
  }

  #startDiff(line: string): void {
    this.#begin(new UnfencedDiff());
    this.#open?.push(line);
  }

  #begin(block: OpenBlock): void {
    this.#blocks.push(block);
    this.#open = block;
  }
}
