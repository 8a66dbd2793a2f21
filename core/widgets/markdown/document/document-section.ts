import { isDeepStrictEqual } from 'node:util';
import type { MarkdownSection, StyledText } from 'devmgr/plugin-api';
import { toSpans } from '../../../screen/text/spans.js';
import { clean } from '../../../screen/text/clean.js';
import { EMPTY_LINE, type BlockLayout } from '../layout/line.js';
import { wrapRuns } from '../layout/wrap-runs.js';
import type { Lex } from '../text/load-lexer.js';
import { Block } from './block.js';
import { BlockStream } from './block-stream.js';

const nothing = new Block('', false, () => ({ lines: [], stops: [] }));

/** One section: the header, the blocks of its text and the footer, as blocks with numbers from zero. */
export class DocumentSection {
  readonly id: string;
  readonly #stream: BlockStream;
  #source: MarkdownSection;
  #isFirst: boolean | undefined;
  #head: Block = nothing;
  #foot: Block = nothing;
  #height: { readonly width: number; readonly lines: number } | undefined;
  /** All blocks before this one have been laid out. */
  #done = 0;

  constructor(id: string, onReady: () => void) {
    this.id = id;
    this.#source = { id, text: '' };
    this.#stream = new BlockStream(onReady);
  }

  get count(): number {
    return this.#stream.count + 2;
  }

  /** The header is always there, as the place of the section. */
  at(index: number): Block {
    if (index === 0) return this.#head;
    return (index === this.count - 1 ? this.#foot : this.#stream.at(index - 1)) ?? nothing;
  }

  layout(index: number, width: number): BlockLayout {
    const block = this.at(index);
    if (!block.isLaidOut(width)) this.#height = undefined;
    return block.layout(width);
  }

  /** The lines as they are shown. */
  shown(index: number, width: number): BlockLayout {
    this.layout(index, width);
    return this.at(index).shown(width);
  }

  update(source: MarkdownSection, isFirst: boolean, lex: Lex | undefined): void {
    const before = this.#source;
    this.#source = source;
    if (source.header !== before.header || isFirst !== this.#isFirst) this.#setHead(source.header ?? [], isFirst);
    if (source.footer !== before.footer) this.#foot = linesBlock(source.footer ?? [], false);
    const hasOtherMarks = !isDeepStrictEqual(source.marks ?? [], before.marks ?? []);
    if (hasOtherMarks) this.#stream.setMarks(source.marks ?? [], lex);
    if (source.text !== before.text) this.#stream.setText(source.text);
    if (source !== before) this.#changed(hasOtherMarks ? 0 : this.#stream.settledCount + 1);
  }

  /** Lines that it takes; about so many while not all of it has been laid out. */
  height(width: number): number {
    if (this.#height?.width === width) return this.#height.lines;
    let lines = Math.ceil(this.#stream.remaining / Math.max(1, width));
    for (let index = 0; index < this.count; index++) lines += this.at(index).height(width);
    this.#height = { width, lines };
    return lines;
  }

  /** Whether there is text that `parse` has not seen. */
  get isBehind(): boolean {
    return this.#stream.isBehind;
  }

  parse(lex: Lex): void {
    this.#changed(this.#stream.step(lex) + 1);
  }

  /** Does a small piece of what is left to do. False: nothing was left. */
  work(width: number, lex: Lex): boolean {
    if (this.isBehind) {
      this.parse(lex);
      return true;
    }
    while (this.#done < this.count && this.at(this.#done).isLaidOut(width)) this.#done++;
    if (this.#done >= this.count) return false;
    this.layout(this.#done, width);
    return true;
  }

  /** Everything is laid out anew when it is needed. */
  relayOut(): void {
    this.#changed(0);
  }

  #changed(from: number): void {
    this.#height = undefined;
    this.#done = Math.min(this.#done, from);
  }

  #setHead(lines: readonly StyledText[], isFirst: boolean): void {
    this.#isFirst = isFirst;
    this.#head = linesBlock(lines, !isFirst, true);
    this.#done = 0;
  }
}

function linesBlock(lines: readonly StyledText[], isApart: boolean, isStop = false): Block {
  const stop = isStop ? 0 : undefined;
  return new Block('\n'.repeat(lines.length), isApart, (width) => ({
    lines: lines.flatMap((line) => {
      const runs = toSpans(line).map((span) => ({ text: clean(span.text), style: span.style, stop }));
      return line.length === 0 ? [EMPTY_LINE] : wrapRuns(runs, width);
    }),
    stops: isStop ? [{ kind: 'section' }] : [],
  }));
}
