import type { MarkdownSection } from 'devmgr/plugin-api';
import type { BlockLayout, Line } from '../layout/line.js';
import type { Lex } from '../text/load-lexer.js';
import { DocumentSection } from './document-section.js';

/** A line: numbers of section, block in it, and line in that. */
export interface Place {
  readonly section: number;
  readonly block: number;
  readonly line: number;
}

export interface PlacedLine {
  readonly place: Place;
  readonly line: Line;
  readonly layout: BlockLayout;
}

const START: Place = { section: 0, block: 0, line: 0 };

/**
 * Sections one after the other, at some width. Only what is looked at is laid out; `work` does the rest, so that heights
 * become true and places can be found.
 */
export class MarkdownDocument {
  readonly #onReady: () => void;
  #sections: DocumentSection[] = [];
  #lex: Lex | undefined;
  /** In cells; 0 before the first frame. */
  width = 0;
  /** Counts changes of lines. */
  revision = 0;

  /** `onReady` is told when there are colours to be shown. */
  constructor(onReady: () => void) {
    this.#onReady = onReady;
  }

  get count(): number {
    return this.#sections.length;
  }

  setLexer(lex: Lex): void {
    this.#lex = lex;
  }

  setSections(sources: readonly MarkdownSection[]): void {
    const before = new Map(this.#sections.map((section) => [section.id, section]));
    this.#sections = sources.map((source, index) => {
      const section = before.get(source.id) ?? new DocumentSection(source.id, this.#onReady);
      // Two of the same id are two sections.
      before.delete(source.id);
      section.update(source, index === 0, this.#lex);
      return section;
    });
    this.revision++;
  }

  setWidth(width: number): void {
    if (width === this.width) return;
    this.width = width;
    for (const section of this.#sections) section.relayOut();
    this.revision++;
  }

  section(index: number): DocumentSection | undefined {
    return this.#sections[index];
  }

  indexOf(id: string): number {
    return this.#sections.findIndex((section) => section.id === id);
  }

  layout({ section, block }: { readonly section: number; readonly block: number }): BlockLayout | undefined {
    return this.#sections[section]?.layout(block, this.width);
  }

  /** Parses what was added to the last sections, a piece at a time, so that their ends can be shown. */
  catchUp(): void {
    const behind = this.#sections.findLast((section) => section.isBehind);
    if (!behind || !this.#lex) return;
    behind.parse(this.#lex);
    this.revision++;
  }

  /** Does a small piece of what is left to do, the end first. False: nothing was left. */
  work(): boolean {
    const lex = this.width > 0 ? this.#lex : undefined;
    const done = lex !== undefined && this.#sections.findLast((section) => section.work(this.width, lex)) !== undefined;
    if (done) this.revision++;
    return done;
  }

  /** Lines of all; about so many while there is work left. */
  total(): number {
    return this.#sections.reduce((sum, section) => sum + section.height(this.width), 0);
  }

  /** Lines before a place. */
  linesBefore(place: Place): number {
    let lines = place.line;
    for (let index = 0; index < place.section; index++) lines += this.#sections[index]?.height(this.width) ?? 0;
    const section = this.#sections[place.section];
    for (let block = 0; section && block < place.block; block++) lines += section.at(block).height(this.width);
    return lines;
  }

  /** The place after so many lines, as `linesBefore` counts them. */
  placeAt(lines: number): Place {
    let left = lines;
    for (const [index, section] of this.#sections.entries()) {
      const height = section.height(this.width);
      if (left >= height) {
        left -= height;
        continue;
      }
      for (let block = 0; block < section.count; block++) {
        const blockHeight = section.at(block).height(this.width);
        if (left < blockHeight) return this.forward({ section: index, block, line: 0 }, left);
        left -= blockHeight;
      }
    }
    return this.back(this.end(), 1);
  }

  /** The place after the last line. */
  end(): Place {
    return { section: this.#sections.length, block: 0, line: 0 };
  }

  /** So many lines further down, at most to the end. */
  forward(from: Place, count: number): Place {
    let { section, block } = from;
    let line = from.line + count;
    for (; section < this.#sections.length; section++, block = 0) {
      const blocks = this.#sections[section]?.count ?? 0;
      for (; block < blocks; block++) {
        const height = this.#height(section, block);
        if (line < height) return { section, block, line };
        line -= height;
      }
    }
    return this.end();
  }

  /** So many lines further up, at most to the beginning. */
  back(from: Place, count: number): Place {
    let { section, block } = from;
    let line = from.line - count;
    while (line < 0) {
      if (block > 0) block--;
      else if (section > 0) block = (this.#sections[--section]?.count ?? 1) - 1;
      else return START;
      line += this.#height(section, block);
    }
    return { section, block, line };
  }

  /** Lines from a place on. */
  lines(from: Place, count: number): PlacedLine[] {
    const lines: PlacedLine[] = [];
    for (let place = this.forward(from, 0); lines.length < count; place = this.forward(place, 1)) {
      const layout = this.#sections[place.section]?.shown(place.block, this.width);
      const line = layout?.lines[place.line];
      if (!layout || !line) break;
      lines.push({ place, line, layout });
    }
    return lines;
  }

  #height(section: number, block: number): number {
    return this.#sections[section]?.layout(block, this.width).lines.length ?? 0;
  }
}

/** Below zero where `a` stands before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  return a.section - b.section || a.block - b.block || a.line - b.line;
}
