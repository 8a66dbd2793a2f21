import { widgets, type PluginContext, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { TestCase, TestComparison } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../../../results/describe-end.js';
import { endLines, failureOfCollection } from '../end-lines.js';
import type { SourcePlace } from '../detail-pane.js';
import type { DetailPage, PageHost } from '../detail-page.js';
import { isSameSubject } from '../detail-subject.js';
import type { DetailView } from '../detail-view.js';
import { plainText } from '../plain-text.js';
import { failureLines } from './failure-lines.js';
import { legendLine } from '../../list/test-cells.js';
import { groupLines } from './group-lines.js';
import { orderedFrames, type OrderedFrames } from './ordered-frames.js';
import { SourcePane, type ShownSource } from './source-pane.js';
import { isRunning } from '../../../results/is-running.js';

export interface FailurePageParts {
  readonly context: Pick<PluginContext, 'clock' | 'workspace' | 'log'>;
  /** A test in a list was clicked. */
  readonly open: (id: string) => void;
}

const NO_FRAMES: OrderedFrames = { own: [], others: [] };
/** Below this height the source gives way to what is said. */
const LEAST_FOR_SOURCE = 10;
/** With its border; room for some lines that are wrapped. */
const SHORT_HEIGHT = 8;
const SHORT_LINES = 4;
const LONGEST_NOTE = 300;
const GROUP_EVERY_MS = 500;

/** Why a test failed, and the source of the frame that is chosen. */
export class FailurePage implements DetailPage {
  readonly upper: TextHandle;
  readonly lower;
  readonly #parts: FailurePageParts;
  readonly #host: PageHost;
  readonly #source: SourcePane;
  #view: DetailView | undefined;
  #test: TestCase | undefined;
  #frames = NO_FRAMES;
  #frame = 0;
  #comparison: { readonly of: TestComparison; readonly lines: readonly StyledText[] } | undefined;
  #lines: readonly StyledText[] = [];
  #clicks: ReadonlyMap<number, () => void> = new Map();
  #hasSource = false;
  #isShort = false;
  #shownAt = 0;

  constructor(tab: Tab, parts: FailurePageParts, host: PageHost) {
    this.#parts = parts;
    this.#host = host;
    this.upper = tab.grid.set(0, 0, 1, 1, widgets.text, {
      title: 'Details',
      focusId: 'tests.details',
      wrap: true,
      empty: [{ text: 'Choose a test in the list.   ' }, ...legendLine()],
    });
    this.#source = new SourcePane(tab, parts.context.workspace.root);
    this.lower = this.#source.handle;
    host.own(this.upper.onDidClick(({ line }) => this.#clicks.get(line)?.()));
  }

  parts(height: number): readonly [number, number] {
    if (!this.#hasSource || height < LEAST_FOR_SOURCE) return [1, 0];
    // Of a test that did not fail there is little to say: the rest is for its source.
    return this.#isShort && height > 2 * SHORT_HEIGHT ? [SHORT_HEIGHT, height - SHORT_HEIGHT] : [3, 2];
  }

  refresh(view: DetailView): void {
    if (!this.#isOther(view)) return;
    const isOther = view.test?.id !== this.#test?.id;
    const hasOtherFrames = view.test?.frames !== this.#test?.frames;
    this.#view = view;
    this.#test = view.test;
    if (isOther || hasOtherFrames) {
      this.#frames = view.test ? orderedFrames(view.test.frames) : NO_FRAMES;
      this.#frame = 0;
    }
    if (view.test?.comparison) void this.#compare(view.test.comparison);
    this.#show();
    if (isOther) this.upper.scrollTo(0);
  }

  /** A run makes many states a second that do not concern what is shown; a group has to look at all its tests. */
  #isOther(view: DetailView): boolean {
    const before = this.#view;
    const now = this.#parts.context.clock.now();
    const isSame =
      before !== undefined &&
      isSameSubject(before.subject, view.subject) &&
      before.isOver === view.isOver &&
      before.failure === view.failure &&
      (view.subject?.kind === 'test'
        ? before.test === view.test && before.known === view.known && !isRunning(view.test)
        : isOn(view) && now - this.#shownAt < GROUP_EVERY_MS);
    if (!isSame) this.#shownAt = now;
    return !isSame;
  }

  step(step: 1 | -1): boolean {
    return this.#choose(this.#frame + step);
  }

  sourcePlace(): SourcePlace | undefined {
    const frame = this.#frames.own[this.#frame];
    return frame ?? (this.#test && { path: this.#test.file, line: this.#test.line });
  }

  copyText(): string | undefined {
    return this.#lines.length > 0 ? plainText(this.#lines) : undefined;
  }

  #choose(frame: number): boolean {
    if (frame < 0 || frame >= this.#frames.own.length) return false;
    this.#frame = frame;
    this.#show();
    return true;
  }

  #show(): void {
    const view = this.#view;
    if (!view) return;
    if (view.test) this.#showTest(view, view.test);
    else if (view.subject?.kind === 'group') this.#showGroup(view.subject.id, view.subject.tests());
    else this.#showRun(view);
    this.#showSource(this.#chosenSource());
  }

  #showTest(view: DetailView, test: TestCase): void {
    const comparison = this.#comparison?.of === test.comparison ? this.#comparison?.lines : undefined;
    const facts = { frames: this.#frames, frame: this.#frame, comparison, now: this.#parts.context.clock.now() };
    const { lines, frameAt } = failureLines(view, test, facts);
    this.upper.setTitle(nameOf(test.id));
    this.#setLines(
      lines,
      [...frameAt].map(([line, frame]) => [line, () => this.#choose(frame)]),
    );
  }

  #showGroup(id: string, tests: Parameters<typeof groupLines>[1]): void {
    const { lines, testAt } = groupLines(id, tests);
    this.upper.setTitle(nameOf(id));
    this.#setLines(
      lines,
      [...testAt].map(([line, test]) => [line, () => this.#parts.open(test.id)]),
    );
  }

  #showRun({ run, subject, failure }: DetailView): void {
    const end = describeEnd(run);
    const isGone = subject?.kind === 'test';
    this.upper.setTitle('Details');
    this.#setLines(
      isGone ? ['Nothing is known of this test any more.'] : end ? endLines(run, end) : failureOfCollection(failure),
      [],
    );
  }

  #setLines(lines: readonly StyledText[], clicks: readonly (readonly [number, () => void])[]): void {
    this.#lines = lines;
    this.#clicks = new Map(clicks);
    this.upper.setLines(lines);
  }

  #showSource(source: ShownSource | undefined): void {
    this.#source.show(source);
    const hasSource = source !== undefined;
    const isShort = this.#lines.length <= SHORT_LINES;
    if (this.#hasSource === hasSource && this.#isShort === isShort) return;
    this.#hasSource = hasSource;
    this.#isShort = isShort;
    this.#host.place();
  }

  #chosenSource(): ShownSource | undefined {
    const test = this.#test;
    if (!test || this.#view?.subject?.kind !== 'test') return undefined;
    const frame = this.#frames.own[this.#frame];
    if (!frame) return placeOf(test);
    const count = this.#frames.own.length;
    const which = count > 1 ? ` · frame ${this.#frame + 1} of ${count}` : '';
    const note = this.#frame === 0 ? test.message?.slice(0, LONGEST_NOTE) : undefined;
    const { path, line, source } = frame;
    return { path, line, source, note, title: `${path}:${line} ${frame.function}${which}` };
  }

  /** The library that compares is read when the first difference is shown. */
  async #compare(of: TestComparison): Promise<void> {
    if (this.#comparison?.of === of) return;
    try {
      const { comparisonLines } = await import('../../../results/comparison-lines.js');
      if (this.#test?.comparison !== of) return;
      this.#comparison = { of, lines: comparisonLines(of) };
      this.#show();
    } catch (error) {
      this.#parts.context.log.error('The difference could not be made', error);
    }
  }
}

function isOn({ run }: DetailView): boolean {
  return run.status === 'collecting' || run.status === 'running';
}

function placeOf({ file, line }: TestCase): ShownSource | undefined {
  return line === undefined ? undefined : { path: file, line, title: `${file}:${line}` };
}

function nameOf(id: string): string {
  return id.split('::').at(-1) ?? id;
}
