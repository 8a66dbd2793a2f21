import { DevmgrError, widgets, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { LateExplain } from '../../../explain/late-explain.js';
import type { DetailPage, PageHost } from '../detail-page.js';
import type { DetailView } from '../detail-view.js';

/** Everything that is known of a failure, cut to what a model takes: what `devmgr explain` prints. */
export class ExplainPage implements DetailPage {
  readonly upper: TextHandle;
  readonly #explain: LateExplain;
  #asked = '';
  #text: string | undefined;
  #gathering: AbortController | undefined;

  constructor(tab: Tab, explain: LateExplain, host: PageHost) {
    this.#explain = explain;
    this.upper = tab.grid.set(0, 0, 1, 1, widgets.text, { title: 'Explain', focusId: 'tests.details', wrap: true });
    host.own({ dispose: () => this.#gathering?.abort() });
  }

  parts(): readonly [number, number] {
    return [1, 0];
  }

  refresh({ test, run }: DetailView): void {
    const isBad = test?.outcome === 'failed' || test?.outcome === 'error';
    // What servers said and what has changed is looked up once a result.
    const asked = isBad ? `${test.id} ${run.runId} ${run.status} ${test.endedAt}` : (test?.outcome ?? 'none');
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#gathering?.abort();
    this.#text = undefined;
    if (isBad) void this.#gather(test.id);
    else this.#say([{ text: 'Only what failed can be explained: choose a failed test.', style: 'muted' }]);
  }

  leave(): void {
    this.#gathering?.abort();
    this.#asked = '';
  }

  copyText(): string | undefined {
    return this.#text;
  }

  async #gather(id: string): Promise<void> {
    const gathering = (this.#gathering = new AbortController());
    this.#say([{ text: 'Looking at the code, the changes and what servers said ...', style: 'muted' }]);
    try {
      const capsule = await this.#explain.capsule(id, { signal: gathering.signal });
      const text = await this.#explain.text(capsule);
      if (gathering.signal.aborted) return;
      this.#text = text;
      this.upper.setTitle(`Explain · about ${capsule.tokens} tokens · a to ask, y to copy`);
      this.upper.setLines(text.trimEnd().split('\n').map(styled));
    } catch (error) {
      if (gathering.signal.aborted) return;
      this.#say([{ text: DevmgrError.isInstance(error) ? error.message : String(error), style: 'warning' }]);
    }
  }

  #say(line: StyledText): void {
    this.upper.setTitle('Explain');
    this.upper.setLines([line]);
  }
}

function styled(line: string): StyledText {
  if (/^#{1,2} /.test(line)) return [{ text: line.replace(/^#+ /, ''), style: 'heading' }];
  if (line.startsWith('> ')) return [{ text: line, style: 'strong' }];
  if (/^\+(?!\+\+ )/.test(line)) return [{ text: line, style: 'added' }];
  if (/^-(?!-- )/.test(line)) return [{ text: line, style: 'removed' }];
  return line;
}
