import { DevmgrError, type Grid, type Track, type WidgetHandle, type WidgetKind } from 'devmgr/plugin-api';
import type { ChromeParts } from '../chrome-parts.js';
import { areaCells, areaError, areaProblem, areasOverlap, type Area } from './area.js';
import { Pane, type PaneOwner } from './pane.js';
import { resolveTracks, TWELVE_TRACKS } from './resolve-tracks.js';

export interface TabGridOptions {
  readonly where: string;
  readonly parent: PaneOwner['parent'];
  focus(pane: Pane): void;
  /** Panes came, went, moved or were hidden. */
  changed(): void;
}

/**
 * The grid of one tab. `set` checks its area at once. `place`, `show` and `setTracks` come in groups when the size
 * changes, with overlaps in between, so what they leave behind is checked when it is laid out: a pane in a bad
 * area is reported and not shown.
 */
export class TabGrid implements Grid {
  readonly #parts: ChromeParts;
  readonly #options: TabGridOptions;
  readonly #panes: Pane[] = [];
  #rows: readonly Track[] = TWELVE_TRACKS;
  #columns: readonly Track[] = TWELVE_TRACKS;
  /** Which panes are shown has to be chosen again; where they are, to be laid out again. */
  #mustChoose = true;
  #mustLayOut = true;
  #size = '';
  #shown: readonly Pane[] = [];
  #reported = '';

  constructor(parts: ChromeParts, options: TabGridOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  get hasPanes(): boolean {
    return this.#panes.length > 0;
  }

  /** Visible panes that take the focus, in reading order. */
  stops(): readonly Pane[] {
    this.#choose();
    const stops = this.#shown.filter((pane) => pane.focusable);
    return stops.sort((a, b) => a.area.row - b.area.row || a.area.col - b.area.col);
  }

  set<Options, Handle extends WidgetHandle>(
    row: number,
    col: number,
    rowSpan: number,
    colSpan: number,
    kind: WidgetKind<Options, Handle>,
    options: Options,
  ): Handle {
    const area = { row, col, rowSpan, colSpan };
    const problem = areaProblem(area, this.#rows.length, this.#columns.length) ?? this.#overlap(area, this.#panes);
    if (problem !== undefined) throw areaError(area, problem);
    const entry = this.#parts.findKind(kind.kind);
    if (!entry) throw unknownKind(kind.kind);
    const pane = new Pane(this.#parts, {
      kind: kind.kind,
      entry,
      options: options ?? {},
      area,
      owner: this.#ownerOfPanes(),
    });
    this.#panes.push(pane);
    this.#changed();
    return pane.handle as Handle;
  }

  setTracks(tracks: { readonly rows?: readonly Track[]; readonly columns?: readonly Track[] }): void {
    resolveTracks([...(tracks.rows ?? []), ...(tracks.columns ?? [])], 0);
    this.#rows = tracks.rows ?? this.#rows;
    this.#columns = tracks.columns ?? this.#columns;
    this.#changed();
  }

  /** Gives the panes their cells, if anything changed since the last time. */
  layOut(width: number, height: number): void {
    const size = `${width}x${height}`;
    if (!this.#mustLayOut && size === this.#size) return;
    this.#mustLayOut = false;
    this.#choose();
    this.#size = size;
    const rows = resolveTracks(this.#rows, height);
    const columns = resolveTracks(this.#columns, width);
    for (const pane of this.#panes) {
      const cells = this.#shown.includes(pane) ? areaCells(pane.area, rows, columns) : undefined;
      pane.setPlace(cells && cells.width > 0 && cells.height > 0 ? cells : undefined);
    }
  }

  async dispose(): Promise<void> {
    for (const pane of [...this.#panes].reverse()) await pane.dispose();
  }

  /** Which panes are shown: those that are wanted and whose area is good beside the earlier ones. */
  #choose(): void {
    if (!this.#mustChoose) return;
    this.#mustChoose = false;
    const shown: Pane[] = [];
    const problems: DevmgrError[] = [];
    for (const pane of this.#panes.filter((one) => one.wanted)) {
      const problem =
        areaProblem(pane.area, this.#rows.length, this.#columns.length) ?? this.#overlap(pane.area, shown);
      if (problem === undefined) shown.push(pane);
      else problems.push(areaError(pane.area, problem));
    }
    this.#shown = shown;
    this.#report(problems);
  }

  #report(problems: readonly DevmgrError[]): void {
    const all = problems.map((problem) => problem.message).join();
    if (all !== this.#reported) for (const problem of problems) this.#parts.onError(this.#options.where, problem);
    this.#reported = all;
  }

  #overlap(area: Area, panes: readonly Pane[]): string | undefined {
    const other = panes.find((pane) => pane.wanted && areasOverlap(area, pane.area));
    return other && `overlaps the visible widget "${other.focusId}"`;
  }

  #ownerOfPanes(): PaneOwner {
    return {
      parent: this.#options.parent,
      where: this.#options.where,
      focus: (pane) => this.#options.focus(pane),
      changed: () => this.#changed(),
      removed: (pane) => {
        this.#panes.splice(this.#panes.indexOf(pane), 1);
        this.#changed();
      },
    };
  }

  #changed(): void {
    this.#mustChoose = true;
    this.#mustLayOut = true;
    this.#options.changed();
  }
}

function unknownKind(kind: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_GRID_AREA_INVALID',
    message: `There is no widget kind "${kind}"`,
    hint: 'Use a kind of `widgets` from devmgr/plugin-api.',
  });
}
