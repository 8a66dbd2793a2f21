import {
  DevmgrError,
  widgets,
  type Disposable,
  type PluginContext,
  type StyledText,
  type Tab,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { TestInspection, TestRun, TestSection } from 'devmgr/plugin-api/contracts/test-runs';
import type { DetailPage, PageHost } from '../detail-page.js';
import type { DetailView } from '../detail-view.js';
import { plainText } from '../plain-text.js';
import { isRunning } from '../../../results/is-running.js';

export interface OutputPageParts {
  readonly context: Pick<PluginContext, 'clock'>;
  /** The run that is on. */
  readonly active: () => TestRun | undefined;
  readonly isVisible: () => boolean;
}

const LOOK_EVERY_MS = 1_000;
const MOST_LINES = 5_000;

/** What a test has written, by phase; of a running one as far as it has come, and its stacks when they are asked for. */
export class OutputPage implements DetailPage {
  readonly upper: TextHandle;
  readonly #parts: OutputPageParts;
  #view: DetailView | undefined;
  #looking: Disposable | undefined;
  #isAsking = false;
  /** Of the running test that is shown. */
  #seen: TestInspection | undefined;
  #stack: { readonly id: string; readonly text: string } | undefined;
  #problem: string | undefined;
  #lines: readonly StyledText[] = [];

  constructor(tab: Tab, parts: OutputPageParts, host: PageHost) {
    this.#parts = parts;
    this.upper = tab.grid.set(0, 0, 1, 1, widgets.text, { title: 'Output', focusId: 'tests.details', wrap: true });
    host.own({ dispose: () => this.leave() });
  }

  parts(): readonly [number, number] {
    return [1, 0];
  }

  refresh(view: DetailView): void {
    const isOther = view.test?.id !== this.#view?.test?.id;
    this.#view = view;
    if (isOther) this.#forget();
    if (isRunning(view.test)) this.#follow();
    else this.leave();
    this.#show();
    if (isOther) this.upper.scrollTo(0);
  }

  leave(): void {
    void this.#looking?.dispose();
    this.#looking = undefined;
  }

  copyText(): string | undefined {
    return this.#lines.length > 0 ? plainText(this.#lines) : undefined;
  }

  /** Rejects with a `DevmgrError` when the test does not run, or does not answer. */
  async showStack(): Promise<void> {
    const test = this.#view?.test;
    const run = this.#parts.active();
    if (!isRunning(test) || !run) throw notRunning();
    const { stack, sections, id } = await run.inspect(test.id, { stack: true });
    if (this.#view?.test?.id !== id) return;
    this.#stack = { id, text: stack };
    this.#seen = { id, sections, stack: '' };
    this.#show();
    this.upper.scrollTo(0);
  }

  #forget(): void {
    this.#seen = undefined;
    this.#stack = undefined;
    this.#problem = undefined;
  }

  #follow(): void {
    if (this.#looking) return;
    this.#looking = this.#parts.context.clock.setInterval(() => void this.#look(), LOOK_EVERY_MS);
    void this.#look();
  }

  async #look(): Promise<void> {
    const test = this.#view?.test;
    const run = this.#parts.active();
    if (this.#isAsking || !run || !isRunning(test) || !this.#parts.isVisible()) return;
    this.#isAsking = true;
    try {
      const seen = await run.inspect(test.id, { stack: false });
      if (this.#view?.test?.id !== test.id) return;
      this.#seen = seen;
      this.#problem = undefined;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#isAsking = false;
    }
    if (this.#looking) this.#show();
  }

  #show(): void {
    const test = this.#view?.test;
    const runs = isRunning(test);
    const sections = (runs ? this.#seen?.sections : undefined) ?? test?.sections ?? [];
    const stack = this.#stack?.id === test?.id ? this.#stack : undefined;
    this.#lines = [...stackLines(stack?.text), ...sections.flatMap(sectionLines)];
    if (this.#lines.length === 0) this.#lines = [[{ text: this.#nothing(runs), style: 'muted' }]];
    this.upper.setTitle(runs ? 'Output so far · D shows the stack' : 'Output');
    this.upper.setLines(this.#lines);
  }

  #nothing(isRunning: boolean): string {
    const subject = this.#view?.subject;
    if (subject?.kind !== 'test') return 'Choose a test: what it wrote is shown here.';
    if (isRunning) return this.#problem ?? 'It has written nothing so far.';
    if (this.#view?.test?.outcome === 'queued') return 'It has not been run.';
    return 'It wrote nothing, or pytest did not capture it (-s).';
  }
}

function stackLines(stack: string | undefined): StyledText[] {
  if (stack === undefined) return [];
  const heading: StyledText = [{ text: 'Stack, of every thread the innermost frame first', style: 'strong' }];
  return [heading, ...stack.trimEnd().split('\n'), ''];
}

function sectionLines({ title, text }: TestSection): StyledText[] {
  const lines = text.trimEnd().split('\n');
  const left = lines.length - MOST_LINES;
  const heading: StyledText = [{ text: title, style: 'strong' }];
  const omitted: StyledText[] = left > 0 ? [[{ text: `… ${left} lines before`, style: 'muted' }]] : [];
  return [heading, ...omitted, ...lines.slice(-MOST_LINES), ''];
}

function notRunning(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NOT_RUNNING',
    message: 'This test does not run.',
    hint: 'Only of a test that runs the stack can be shown.',
  });
}
