import type { AnswerBlock } from './answer-block.js';
import { BlockContent } from './block-content.js';
import { fenceInfo } from './fence-info.js';
import { FencedBlock } from './fenced-block.js';
import { fenceStart, type FenceStart } from './fence.js';
import type { NamedFile } from './path-line.js';
import { ProseReader } from './prose-reader.js';
import { searchStart } from './search-replace.js';
import { isTagEnd, TaggedFile, taggedPath } from './tagged-file.js';
import { UnfencedDiff } from './unfenced-diff.js';
import { UnfencedText } from './unfenced-text.js';

/** What takes lines until it is over. */
interface OpenBlock {
  /** As `push` of `FencedBlock`. */
  push(line: string): 'inside' | 'end' | 'behind';
  close(): void;
  takeBack?(): readonly string[];
  endBefore?(line: string): void;
  blocks(): readonly AnswerBlock[];
}

/** Takes an answer apart into blocks and prose, line by line. */
export class BlockReader {
  readonly prose = new ProseReader();
  readonly unfenced: UnfencedText;
  readonly #blocks: OpenBlock[] = [];
  readonly #isDiffFile: boolean;
  #open: OpenBlock | undefined;
  /** The line behind it has not come yet. */
  #ended: OpenBlock | undefined;
  /** Of `<file path="x">`, until the line behind it tells whether a fence holds the file. */
  #tagged: string | undefined;
  /** `--- x`: a diff begins when `+++ y` follows. */
  #held: string | undefined;

  constructor(target: string) {
    this.unfenced = new UnfencedText(target);
    this.#isDiffFile = /\.(?:diff|patch)$/.test(target);
  }

  /** What each block holds: search/replace blocks and files of a diff may be several in one. */
  blocks(): readonly (readonly AnswerBlock[])[] {
    return this.#blocks.map((block) => block.blocks());
  }

  push(line: string): void {
    if (this.unfenced.isDocument && !this.prose.isThinking) this.unfenced.push(line);
    this.#ended?.endBefore?.(line);
    this.#ended = undefined;
    if (this.#open) {
      const fate = this.#open.push(line);
      if (fate === 'end') this.#ended = this.#open;
      if (fate !== 'inside') this.#open = undefined;
      if (fate !== 'behind') return;
    }
    this.#pushLine(line);
  }

  /** Nothing more comes. `isComplete`: a block without an end ends here. */
  end(isComplete: boolean): void {
    if (this.#held !== undefined) this.#pushProse(this.#held);
    this.#held = undefined;
    if (!isComplete) return;
    const behind = this.#open?.takeBack?.() ?? [];
    if (behind.length === 0) return this.#open?.close();
    this.#open = undefined;
    for (const line of behind) this.push(line);
    this.end(isComplete);
  }

  #pushLine(line: string): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined && line.startsWith('+++ ')) {
      this.#startDiff(held);
      this.#open?.push(line);
      return;
    }
    if (held !== undefined) this.#pushProse(held);
    if (this.prose.isThinking) return this.#pushProse(line);
    const tagged = this.#tagged;
    if (tagged !== undefined && line.trim() === '') return;
    this.#tagged = undefined;
    if (tagged !== undefined && !fenceStart(line)) return this.#startTagged(tagged, line);
    const path = taggedPath(line);
    if (path !== undefined) {
      this.#tagged = path;
      return;
    }
    if (isTagEnd(line)) return;
    if (tagged !== undefined) this.prose.nameBlock(tagged);
    const fence = fenceStart(line);
    if (fence) this.#startFence(fence);
    else if (searchStart(line) !== undefined) this.#startEdit(line);
    else if (/^--- \S/.test(line)) this.#held = line;
    else if (UnfencedDiff.beginsWith(line)) this.#startDiff(line);
    else this.#pushProse(line);
  }

  #pushProse(line: string): void {
    if (this.prose.push(line) && !this.unfenced.isDocument) this.unfenced.push(line);
  }

  #startTagged(path: string, line: string): void {
    this.#pathBefore();
    this.#begin(new TaggedFile(path));
    const fate = this.#open?.push(line);
    if (fate !== 'inside') this.#open = undefined;
  }

  #startFence(fence: FenceStart): void {
    this.#begin(
      new FencedBlock(fence, { info: fenceInfo(fence.info), before: this.#pathBefore(), isDiffFile: this.#isDiffFile }),
    );
  }

  #startEdit(line: string): void {
    const info = { language: undefined, path: undefined, isQuote: false };
    const content = new BlockContent({ info, before: this.#pathBefore(), isDiffFile: this.#isDiffFile });
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
    this.#pathBefore();
    this.#begin(new UnfencedDiff());
    this.#open?.push(line);
  }

  #pathBefore(): NamedFile | undefined {
    return this.prose.startBlock(this.#blocks.length);
  }

  #begin(block: OpenBlock): void {
    this.#blocks.push(block);
    this.#open = block;
  }
}
