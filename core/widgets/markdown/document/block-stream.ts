import type { MarkdownMark } from 'devmgr/plugin-api';
import type { Links } from 'marked';
import { layOutBlock } from '../layout/lay-out-block.js';
import { colourCode, withoutColours, type ColourCode } from '../text/code-colours.js';
import { growFence } from '../text/grow-fence.js';
import type { Lex, LexContext } from '../text/load-lexer.js';
import { createMarkFinder } from '../text/mark-finder.js';
import {
  blocksOf,
  endsWithBlankLine,
  nextNumber,
  type ListItemContent,
  type ParsedBlock,
} from '../text/markdown-block.js';
import { commonLength, GrowingSource, startsWith } from '../text/source-text.js';
import { Block, type LayOut } from './block.js';

/** Characters that are parsed at once: about a millisecond. */
const WINDOW = 4096;
/** Blocks at the end that may still change. */
const UNSETTLED = 3;

interface StreamBlock {
  readonly parsed: ParsedBlock;
  readonly block: Block;
  /** Goes on to what the block becomes when text is added. */
  readonly colour: ColourCode;
}

/**
 * The blocks of one Markdown text that may grow. All but the last three blocks are settled: what is appended can change only
 * the last line, and with it its own block and the one before, which that line may have divided. So each step parses those
 * and what is new.
 */
export class BlockStream {
  readonly #onReady: () => void;
  readonly #source = new GrowingSource();
  /** Text that has not been looked at yet. */
  #written: string | undefined;
  #text = '';
  #marks = createMarkFinder([]);
  #blocks: StreamBlock[] = [];
  #settled = 0;
  /** Where the first block that is not settled begins. */
  #tail = 0;
  /** How far the text has been parsed. */
  #seen = 0;
  #firstNumber: number | undefined;
  /** Targets of links that are given in settled blocks, and in all of them. */
  #settledLinks: Links = {};
  #links: Links = {};
  #mayReuse = true;

  /** `onReady` is told when there are colours for code of some block: they are made elsewhere. */
  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  get count(): number {
    return this.#blocks.length;
  }

  /** Blocks that stay as they are while text is appended. */
  get settledCount(): number {
    return this.#settled;
  }

  /** Characters that have not been parsed yet, or about so many. */
  get remaining(): number {
    return Math.max(0, (this.#written ?? this.#text).length - this.#seen);
  }

  get isBehind(): boolean {
    return this.#written !== undefined || this.#seen < this.#text.length || !this.#mayReuse;
  }

  at(index: number): Block | undefined {
    return this.#blocks[index]?.block;
  }

  /** Costs nothing: the text is looked at by `step`, however many pieces of it have come until then. */
  setText(written: string): void {
    this.#written = written;
    if (written === '') this.#takeText();
  }

  /** Blocks with marks, new or former ones, are parsed again. */
  setMarks(marks: readonly MarkdownMark[], lex: Lex | undefined): void {
    const before = this.#marks;
    this.#marks = createMarkFinder(marks);
    if (lex) this.#parseAgain((raw) => before.isIn(raw) || this.#marks.isIn(raw), lex);
    this.#mayReuse = this.#text === '';
  }

  /**
   * Parses some more of the text. Costs the last blocks and at most 4 KB of text. Returns the number of the first block
   * that may be another one now.
   */
  step(lex: Lex): number {
    this.#takeText();
    const first = this.#settled;
    const end = this.#windowEnd();
    const source = this.#text.slice(this.#tail, end);
    const context = { links: this.#settledLinks, marks: this.#marks };
    const parsed = this.#grow(source, lex, context) ?? blocksOf(lex(source, context), this.#firstNumber);
    this.#seen = end;
    this.#replaceTail(parsed);
    const isExact = parsed.reduce((sum, { raw }) => sum + raw.length, 0) === source.length;
    if (isExact) this.#settle(parsed.slice(0, -UNSETTLED), parsed.at(-UNSETTLED));
    this.#setLinks(withDefinitions(this.#settledLinks, parsed), lex);
    return first;
  }

  #takeText(): void {
    if (this.#written === undefined) return;
    const text = this.#source.update(this.#written);
    this.#written = undefined;
    const kept = commonLength(this.#text, text);
    if (kept < this.#text.length) this.#backTo(kept);
    this.#text = text;
    this.#seen = Math.min(this.#seen, text.length);
    if (text === '') this.#blocks = [];
  }

  #windowEnd(): number {
    const size = Math.max(WINDOW, this.#seen - this.#tail);
    if (this.remaining <= size) return this.#text.length;
    const lineEnd = this.#text.indexOf('\n', this.#seen + size);
    return lineEnd < 0 ? this.#text.length : lineEnd + 1;
  }

  /** The blocks of the tail where all that was added is more of the code at its end. */
  #grow(source: string, lex: Lex, context: LexContext): ParsedBlock[] | undefined {
    const blocks = this.#blocks.slice(this.#settled).map(({ parsed }) => parsed);
    const last = blocks.pop();
    const before = blocks.map(({ raw }) => raw).join('');
    if (!last || !this.#mayReuse || !startsWith(source, before + last.raw)) return undefined;
    const grown = growFence(last, source.slice(before.length), lex, context);
    return grown && [...blocks, grown];
  }

  #replaceTail(parsed: readonly ParsedBlock[]): void {
    let before = this.#blocks[this.#settled - 1]?.parsed;
    const tail = parsed.map((next, index) => {
      const old = this.#blocks[this.#settled + index];
      const isApart = before !== undefined && endsWithBlankLine(before.raw);
      before = next;
      const isSame = this.#mayReuse && old?.block.isApart === isApart && isSameBlock(old.parsed, next);
      if (isSame) return { ...old, parsed: next };
      const isEager = index === parsed.length - 1 && this.remaining === 0;
      return this.#create(next, isApart, isEager, old?.colour);
    });
    this.#blocks.splice(this.#settled, this.#blocks.length, ...tail);
    this.#mayReuse = true;
  }

  #settle(parsed: readonly ParsedBlock[], next: ParsedBlock | undefined): void {
    if (parsed.length === 0) return;
    this.#settled += parsed.length;
    for (const { raw } of parsed) this.#tail += raw.length;
    this.#firstNumber = nextNumber(parsed.at(-1), next);
    this.#settledLinks = withDefinitions(this.#settledLinks, parsed);
  }

  #create(parsed: ParsedBlock, isApart: boolean, isEager: boolean, colour = this.#colours()): StreamBlock {
    const marks = this.#marks;
    const layOut: LayOut = (width, isShown) =>
      layOutBlock(parsed.content, width, { marks, colour: isShown ? colour : withoutColours });
    return { parsed, block: new Block(parsed.raw, isApart, layOut, isEager), colour };
  }

  #colours(): ColourCode {
    const colour = colourCode(() => {
      this.#blocks.find((each) => each.colour === colour)?.block.recolour();
      this.#onReady();
    });
    return colour;
  }

  /** Keeps the settled blocks of the first `length` characters, but for the last ones. */
  #backTo(length: number): void {
    let end = 0;
    let count = 0;
    while (count < this.#settled && end + this.#rawLength(count) <= length) end += this.#rawLength(count++);
    for (let dropped = 1; dropped < UNSETTLED && count > 0; dropped++) end -= this.#rawLength(--count);
    this.#firstNumber = nextNumber(this.#blocks[count - 1]?.parsed, this.#blocks[count]?.parsed);
    this.#settled = count;
    this.#settledLinks = withDefinitions(
      {},
      this.#blocks.slice(0, count).map(({ parsed }) => parsed),
    );
    this.#tail = end;
    this.#seen = end;
  }

  #rawLength(index: number): number {
    return this.#blocks[index]?.parsed.raw.length ?? 0;
  }

  /** Targets of links that are given after their use: what was parsed before is parsed again. */
  #setLinks(links: Links, lex: Lex): void {
    const before = this.#links;
    this.#links = links;
    const tags = [...new Set([...Object.keys(before), ...Object.keys(links)])];
    const changed = tags.filter((tag) => before[tag]?.href !== links[tag]?.href).map((tag) => `[${tag}]`);
    if (changed.length > 0) this.#parseAgain((raw) => changed.some((tag) => raw.toLowerCase().includes(tag)), lex);
  }

  #parseAgain(isConcerned: (raw: string) => boolean, lex: Lex): void {
    for (let index = 0; index < this.#blocks.length; index++) {
      const old = this.#blocks[index];
      if (!old || !isConcerned(old.parsed.raw)) continue;
      const { raw } = old.parsed;
      const [parsed, more] = blocksOf(lex(raw, { links: this.#links, marks: this.#marks }), undefined);
      if (!parsed || more) continue;
      this.#blocks[index] = this.#create(withSignOf(old.parsed, parsed), old.block.isApart, false, old.colour);
    }
  }
}

/** The first target that is given for a name is the one. */
function withDefinitions(links: Links, blocks: readonly ParsedBlock[]): Links {
  const definitions = blocks.flatMap((block) => block.definitions);
  if (definitions.length === 0) return links;
  const found = definitions.map(({ tag, href, title }) => [tag, { href, title }] as const);
  return { ...Object.fromEntries(found.reverse()), ...links };
}

function isSameBlock(a: ParsedBlock, b: ParsedBlock): boolean {
  return a.raw === b.raw && a.content.type === b.content.type && signOf(a) === signOf(b);
}

function signOf({ content }: ParsedBlock): string | undefined {
  return content.type === 'item' ? (content as ListItemContent).sign : undefined;
}

/** An item that is parsed alone does not know its number. */
function withSignOf(before: ParsedBlock, parsed: ParsedBlock): ParsedBlock {
  const { content } = parsed;
  if (content.type !== 'item' || before.content.type !== 'item') return parsed;
  const { sign, list } = before.content as ListItemContent;
  return { ...parsed, content: { ...(content as ListItemContent), sign, list } };
}
