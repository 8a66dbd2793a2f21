import type { Indent } from './indent-between.js';
import { indentUnit } from './indent-unit.js';

/** A place where the lines of an edit are in a file. */
export interface FoundPlace {
  /** For each line of the edit the one of the file, as an index; rising. */
  readonly lines: readonly number[];
  /** How the lines of the edit are indented there. */
  readonly indent: Indent;
}

/** How lines are looked at: as they are, without blanks at their end, without blanks at both. */
export type LineView = 'exact' | 'end' | 'both';

interface Viewed {
  readonly lines: readonly string[];
  /** Where each line is. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

const views: Readonly<Record<LineView, (line: string) => string>> = {
  exact: (line) => line,
  end: (line) => line.trimEnd(),
  both: (line) => line.trim(),
};

/** The lines of a file, to look for others in them many times: the file is gone through once for each view. */
export class SearchedLines {
  readonly lines: readonly string[];
  #unit: { readonly is: string | undefined } | undefined;
  readonly #viewed = new Map<LineView, Viewed>();

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  /** What one level is indented by. */
  get unit(): string | undefined {
    return (this.#unit ??= { is: indentUnit(this.lines) }).is;
  }

  /** All places where `sought` is, rising. Nothing is found for no lines. */
  find(sought: readonly string[], view: LineView): readonly number[] {
    const { lines, places } = this.#view(view);
    const wanted = sought.map(views[view]);
    // Only where its rarest line is the others may be.
    let [candidates, offset]: [readonly number[] | undefined, number] = [undefined, 0];
    for (const [index, line] of wanted.entries()) {
      const own = places.get(line) ?? [];
      if (!candidates || own.length < candidates.length) [candidates, offset] = [own, index];
    }
    return (candidates ?? []).flatMap((place) => {
      const at = place - offset;
      return at >= 0 && wanted.every((line, index) => lines[at + index] === line) ? [at] : [];
    });
  }

  #view(view: LineView): Viewed {
    const known = this.#viewed.get(view);
    if (known) return known;
    const lines = this.lines.map(views[view]);
    const places = new Map<string, number[]>();
    for (const [at, line] of lines.entries()) {
      const own = places.get(line);
      if (own) own.push(at);
      else places.set(line, [at]);
    }
    const viewed = { lines, places };
    this.#viewed.set(view, viewed);
    return viewed;
  }
}
