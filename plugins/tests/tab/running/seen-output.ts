import type { Clock, Disposable, Logger } from 'devmgr/plugin-api';
import type { TestInspection, TestRun } from 'devmgr/plugin-api/contracts/test-runs';

const everyMs = 1_000;

export interface SeenOutputParts {
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly log: Logger;
  active(): Pick<TestRun, 'inspect'> | undefined;
  changed(): void;
}

/** The last line that one running test has written so far, asked for once a second while somebody sees it. */
export class SeenOutput implements Disposable {
  readonly #parts: SeenOutputParts;
  #id: string | undefined;
  #line = '';
  #timer: Disposable | undefined;

  constructor(parts: SeenOutputParts) {
    this.#parts = parts;
  }

  /** Of which test; `undefined`: of none. */
  watch(id: string | undefined): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#line = '';
    void this.#timer?.dispose();
    this.#timer = undefined;
    // A test that is over at once is not asked.
    if (id !== undefined) this.#askLater(id);
  }

  lineOf(id: string): string {
    return id === this.#id ? this.#line : '';
  }

  dispose(): void {
    this.watch(undefined);
  }

  #askLater(id: string): void {
    this.#timer = this.#parts.clock.setTimeout(() => void this.#ask(id), everyMs);
  }

  async #ask(id: string): Promise<void> {
    try {
      const seen = await this.#parts.active()?.inspect(id, { stack: false });
      if (this.#id !== id) return;
      this.#line = lastLine(seen);
      this.#parts.changed();
    } catch (error) {
      // It has ended meanwhile, or does not answer: the next second tells.
      this.#parts.log.debug('A running test was not looked at', { id, reason: String(error) });
    }
    if (this.#id === id) this.#askLater(id);
  }
}

function lastLine(seen: TestInspection | undefined): string {
  const texts = seen?.sections.map(({ text }) => text.trimEnd()).filter(Boolean) ?? [];
  return texts.at(-1)?.split('\n').at(-1)?.trim() ?? '';
}
