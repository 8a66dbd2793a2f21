import type { PluginContext, ReadonlyStore, Track } from 'devmgr/plugin-api';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestBook } from '../../book/test-book.js';
import type { LateExplain } from '../../explain/late-explain.js';
import type { TestRecords } from '../../history/recorded-run.js';
import type { TestRunsService } from '../../results/test-runs-service.js';
import type { DetailPageId } from './detail-page-id.js';
import type { DetailSubject } from './detail-subject.js';

/** What the details are made from. */
export interface DetailParts {
  readonly context: Pick<PluginContext, 'clock' | 'commands' | 'screen' | 'log' | 'text' | 'services' | 'workspace'>;
  readonly runs: Pick<TestRunsService, 'current' | 'active'>;
  readonly book: Pick<TestBook, 'get' | 'catalog' | 'onDidChange'>;
  readonly records: TestRecords;
  readonly explain: LateExplain;
}

/** Where the details stand: three rows of the tab's grid one below the other, the first one of them `row`. */
export interface DetailArea {
  readonly row: number;
  readonly col: number;
  readonly colSpan: number;
  /** Cells from border to border. */
  readonly width: number;
  readonly height: number;
}

/** A place in a file of the project. */
export interface SourcePlace {
  /** From the project's root, or absolute. */
  readonly path: string;
  readonly line: number | undefined;
}

/** Everything about what is under the cursor of the list, on pages that take turns. Made by `createDetailPane`. */
export interface DetailPane {
  readonly page: ReadonlyStore<DetailPageId>;
  readonly subject: DetailSubject | undefined;
  /** One of its widgets has the focus; each of them has `tests.details` as its `focusId`. */
  readonly hasFocus: ReadonlyStore<boolean>;
  /** Heights of its three rows within the area: the line of pages, and one or two panes. Asked for again when `onDidChangeTracks` fires. */
  tracks(height: number): readonly [Track, Track, Track];
  readonly onDidChangeTracks: ReadonlyStore<unknown>['onDidChange'];
  /** Puts it there, or hides it. Call it together with `grid.setTracks`. */
  place(area: DetailArea | undefined): void;
  /** `undefined`: nothing is selected; then the run is what there is to show. Cheap when it is the same. */
  show(subject: DetailSubject | undefined): void;
  /** Gives the keys to what is used first on the page. */
  focus(): void;
  showPage(page: DetailPageId): void;
  stepPage(step: 1 | -1): void;
  /** The next frame, or the one before; of coverage the next line that was not run. False: there is none. */
  step(step: 1 | -1): boolean;
  /** What `e` opens: the frame that is shown, the file of the coverage, the line of the test. */
  sourcePlace(): SourcePlace | undefined;
  /** What is known of the test that is selected: of the run that is shown, else as it last failed. */
  test(): TestCase | undefined;
  /** On the page of the run the list of warnings gets the keys; false: there are none. */
  focusWarnings(): boolean;
  /** What `y` copies: what the page says. */
  copyText(): string | undefined;
  /** Shows the stacks of all threads of a running test on the page of its output. */
  showStack(): Promise<void>;
}
