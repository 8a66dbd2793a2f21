import { resolve } from 'node:path';
import {
  widgets,
  type CodeHandle,
  type PluginContext,
  type StyledText,
  type Tab,
  type TableHandle,
} from 'devmgr/plugin-api';
import type { CoverageReport } from 'devmgr/plugin-api/contracts/test-runs';
import { readRegularFile } from '../../files/read-regular-file.js';
import type { DetailPage, PageHost } from '../detail/detail-page.js';
import type { SourcePlace } from '../detail/detail-pane.js';
import type { DetailView } from '../detail/detail-view.js';
import { missingRanges, rangesText, type LineRange } from './missing-ranges.js';

type CoveredFile = CoverageReport['files'][number];

/** From here on a file counts as well covered, and below as badly. */
const GOOD = 90;
const BAD = 60;

/** What of each file the tests of the run have not run; the file that is chosen is shown with those lines marked. */
export class CoveragePage implements DetailPage {
  readonly upper: TableHandle<CoveredFile>;
  readonly lower: CodeHandle;
  readonly #root: string;
  readonly #host: PageHost;
  #report: CoverageReport | undefined;
  #shown: { readonly file: CoveredFile; readonly ranges: readonly LineRange[] } | undefined;
  #range = -1;

  constructor(tab: Tab, context: Pick<PluginContext, 'workspace'>, host: PageHost) {
    this.#root = context.workspace.root;
    this.#host = host;
    this.upper = createTable(tab);
    this.lower = tab.grid.set(0, 0, 1, 1, widgets.code, { title: 'Source', focusId: 'tests.details' });
    this.upper.sort('missing', 'descending');
    host.own(this.upper.selected.onDidChange((file) => void this.#open(file)));
    host.own(this.upper.onDidActivate(() => this.lower.focus()));
  }

  parts(): readonly [number, number] {
    return this.#report && this.#report.files.length > 0 ? [2, 3] : [1, 0];
  }

  refresh({ run }: DetailView): void {
    const report = run.coverage;
    this.upper.setEmpty(emptyText(run.status !== 'idle' && run.status !== 'finished'));
    if (report === this.#report) return;
    this.#report = report;
    this.upper.setTitle(report ? titleOf(report) : 'Coverage');
    this.upper.setRows(report?.files ?? []);
    void this.#open(this.upper.selected.get());
    this.#host.place();
  }

  step(step: 1 | -1): boolean {
    const next = this.#shown?.ranges[this.#range + step];
    if (!next) return false;
    this.#range += step;
    this.lower.reveal(next.startLine);
    return true;
  }

  sourcePlace(): SourcePlace | undefined {
    const file = this.#shown?.file;
    return file && { path: file.path, line: this.#shown?.ranges[Math.max(0, this.#range)]?.startLine };
  }

  copyText(): string | undefined {
    return this.#report?.files
      .map((file) => `${file.path} ${percentText(file)} ${rangesText(missingRanges(file.missing))}`.trimEnd())
      .join('\n');
  }

  async #open(file: CoveredFile | undefined): Promise<void> {
    if (file === this.#shown?.file) return;
    const ranges = missingRanges(file?.missing ?? []);
    this.#shown = file && { file, ranges };
    this.#range = -1;
    this.lower.setTitle(file ? `${file.path} · ${missingText(file)}` : 'Source');
    this.lower.setEmpty('');
    if (!file) return this.lower.setCode(undefined);
    const text = await readRegularFile(resolve(this.#root, file.path));
    if (this.#shown?.file !== file) return;
    this.lower.setEmpty(`${file.path} cannot be read.`);
    const language = /\.(\w+)$/.exec(file.path)?.[1];
    this.lower.setCode(text === undefined ? undefined : { text, language, uncovered: ranges });
    this.step(1);
  }
}

function createTable(tab: Tab): TableHandle<CoveredFile> {
  return tab.grid.set(0, 0, 1, 1, widgets.table<CoveredFile>(), {
    title: 'Coverage',
    focusId: 'tests.details',
    id: ({ path }) => path,
    columns: [
      { id: 'path', title: 'FILE', width: 'fill', cut: 'start', cell: ({ path }) => path, compare: byPath },
      {
        id: 'lines',
        title: 'LINES',
        width: 6,
        align: 'right',
        minTableWidth: 40,
        cell: ({ statements }) => String(statements),
        compare: (a, b) => a.statements - b.statements,
      },
      {
        id: 'missing',
        title: 'MISSING',
        width: 9,
        align: 'right',
        cell: ({ missing }) => String(missing.length),
        compare: (a, b) => a.missing.length - b.missing.length,
      },
      {
        id: 'percent',
        title: 'COVER',
        width: 7,
        align: 'right',
        cell: percentCell,
        compare: (a, b) => percentOf(a) - percentOf(b),
      },
    ],
  });
}

function emptyText(isOn: boolean): StyledText {
  if (isOn) return 'Coverage is known when the run has ended, if it is measured.';
  return 'Coverage was not measured. Press c to measure it in the next runs (needs pytest-cov).';
}

function titleOf({ files, percent }: CoverageReport): StyledText {
  const missing = files.reduce((sum, file) => sum + file.missing.length, 0);
  return [
    { text: 'Coverage ' },
    { text: `${percent.toFixed(1)}%`, style: styleOf(percent) },
    { text: ` · ${counted(files.length, 'file')} · ${counted(missing, 'line')} not run` },
  ];
}

function percentCell(file: CoveredFile): StyledText {
  return [{ text: percentText(file), style: styleOf(percentOf(file)) }];
}

function percentText(file: CoveredFile): string {
  return `${Math.floor(percentOf(file))}%`;
}

function percentOf({ statements, covered }: CoveredFile): number {
  return statements === 0 ? 100 : (covered / statements) * 100;
}

function styleOf(percent: number): 'success' | 'warning' | 'error' {
  if (percent >= GOOD) return 'success';
  return percent >= BAD ? 'warning' : 'error';
}

function missingText({ missing }: CoveredFile): string {
  if (missing.length === 0) return 'every line was run';
  return `${counted(missing.length, 'line')} not run  n next  N previous`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function byPath(a: CoveredFile, b: CoveredFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
