import type { Disposable, PluginContext, StyledText, TableHandle } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import type { CallStore } from '../../gateway/record/call-store.js';
import { LiveCalls } from './live-calls.js';
import type { ShownCall } from './shown-call.js';

/** Calls in the list; older ones show on the command line. */
const SHOWN = 500;
const LOOK_EVERY_MS = 700;

/** Brings the calls of the gateway into a table, while somebody looks at it. */
export class CallsFeed implements Disposable {
  readonly #context: PluginContext;
  readonly #table: TableHandle<ShownCall>;
  #store: Promise<CallStore> | undefined;
  #timer: Disposable | undefined;
  #newest: string | undefined;
  /** Whoever comes to the page wants to see the newest call, wherever the cursor was when he left. */
  #hasJustCome = false;
  #calls: readonly CallRecord[] = [];
  readonly #gateway: LiveCalls;
  readonly #end = new AbortController();
  #isAsking = false;
  #running: readonly ShownCall[] = [];
  /** They go on no more: they are recorded in a moment. */
  #ending: readonly ShownCall[] = [];
  /** The call under the cursor when the title was made. */
  #titled: string | undefined;

  constructor(context: PluginContext, table: TableHandle<ShownCall>) {
    this.#context = context;
    this.#table = table;
    this.#gateway = new LiveCalls(context);
  }

  start(): void {
    if (this.#timer) return;
    this.#hasJustCome = true;
    const look = () =>
      void this.#look().catch((error: unknown) =>
        this.#context.log.error('Calls of the gateway cannot be shown', error),
      );
    this.#timer = this.#context.clock.setInterval(look, LOOK_EVERY_MS);
    look();
  }

  stop(): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
  }

  async dispose(): Promise<void> {
    this.stop();
    this.#end.abort();
    await (await this.#store)?.dispose();
  }

  async #look(): Promise<void> {
    this.#store ??= import('../../gateway/record/project-calls.js').then(({ projectCalls }) =>
      projectCalls(this.#context),
    );
    const reader = await this.#store;
    // First: what ends meanwhile is then among those that are recorded.
    const hasRunning = await this.#askWhatRuns();
    if (this.#end.signal.aborted) return;
    const [first] = await reader.calls({ limit: 1 });
    const selected = this.#table.selected.get()?.id;
    const isSame = first?.id === this.#newest && this.#newest !== undefined;
    if (isSame && !hasRunning && selected === this.#titled && !this.#hasJustCome) return;
    this.#calls = isSame ? this.#calls : await reader.calls({ limit: SHOWN });
    this.#show(isSame && !hasRunning);
  }

  /** Whether there are any, or were. One that does not answer keeps nobody waiting but the look that asked. */
  async #askWhatRuns(): Promise<boolean> {
    if (this.#isAsking) return this.#running.length + this.#ending.length > 0;
    this.#isAsking = true;
    try {
      const running = await this.#gateway.now(this.#end.signal);
      const hadSome = this.#running.length + this.#ending.length > 0;
      this.#ending = this.#running.filter(({ id }) => !running.some((call) => call.id === id));
      this.#running = running;
      return hadSome || running.length > 0;
    } finally {
      this.#isAsking = false;
    }
  }

  #show(isSame: boolean): void {
    const calls = this.#calls;
    const known = new Set(calls.map(({ id }) => id));
    const running = [...this.#running, ...this.#ending].filter(({ id }) => !known.has(id));
    const rows: readonly ShownCall[] = [...running, ...calls];
    const [first] = rows;
    this.#newest = calls[0]?.id;
    if (!isSame) this.#table.setRows(rows);
    if (this.#hasJustCome && first) this.#table.select(first.id);
    this.#hasJustCome = false;
    this.#titled = this.#table.selected.get()?.id;
    const at = rows.findIndex(({ id }) => id === this.#titled);
    this.#table.setTitle(title(calls, { running: running.length, newer: Math.max(0, at) }));
  }
}

/** `newer`: calls that came after the one under the cursor. */
function title(
  calls: readonly CallRecord[],
  { running, newer }: { readonly running: number; readonly newer: number },
): StyledText {
  const failed = calls.filter(({ outcome }) => outcome === 'failed').length;
  const count = calls.length === SHOWN ? `last ${SHOWN}` : String(calls.length);
  return [
    { text: `Calls ${count}` },
    ...(running > 0 ? [{ text: `  ${running} running`, style: 'info' as const }] : []),
    ...(failed > 0 ? [{ text: `  ${failed} failed`, style: 'error' as const }] : []),
    ...(newer > 0 ? [{ text: `  ${newer} newer`, style: 'muted' as const }] : []),
  ];
}
