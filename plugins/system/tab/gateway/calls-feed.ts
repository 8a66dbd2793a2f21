import type { Disposable, PluginContext, StyledText, TableHandle } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import type { CallStore } from '../../gateway/record/call-store.js';

/** Calls in the list; older ones show on the command line. */
const SHOWN = 500;
const LOOK_EVERY_MS = 700;

/** Brings the calls of the gateway into a table, while somebody looks at it. */
export class CallsFeed implements Disposable {
  readonly #context: PluginContext;
  readonly #table: TableHandle<CallRecord>;
  #store: Promise<CallStore> | undefined;
  #timer: Disposable | undefined;
  #newest: string | undefined;
  /** Whoever comes to the page wants to see the newest call, wherever the cursor was when he left. */
  #hasJustCome = false;
  #calls: readonly CallRecord[] = [];
  /** The call under the cursor when the title was made. */
  #titled: string | undefined;

  constructor(context: PluginContext, table: TableHandle<CallRecord>) {
    this.#context = context;
    this.#table = table;
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
    await (await this.#store)?.dispose();
  }

  async #look(): Promise<void> {
    this.#store ??= import('../../gateway/record/project-calls.js').then(({ projectCalls }) =>
      projectCalls(this.#context),
    );
    const reader = await this.#store;
    const [first] = await reader.calls({ limit: 1 });
    const selected = this.#table.selected.get()?.id;
    const isSame = first?.id === this.#newest && this.#newest !== undefined;
    if (isSame && selected === this.#titled && !this.#hasJustCome) return;
    const calls = isSame ? this.#calls : await reader.calls({ limit: SHOWN });
    this.#show(calls, isSame);
  }

  #show(calls: readonly CallRecord[], isSame: boolean): void {
    const [first] = calls;
    this.#calls = calls;
    this.#newest = first?.id;
    if (!isSame) this.#table.setRows(calls);
    if (this.#hasJustCome && first) this.#table.select(first.id);
    this.#hasJustCome = false;
    this.#titled = this.#table.selected.get()?.id;
    const at = calls.findIndex(({ id }) => id === this.#titled);
    this.#table.setTitle(title(calls, Math.max(0, at)));
  }
}

/** `above`: calls that came after the one under the cursor. */
function title(calls: readonly CallRecord[], above: number): StyledText {
  const failed = calls.filter(({ outcome }) => outcome === 'failed').length;
  const count = calls.length === SHOWN ? `last ${SHOWN}` : String(calls.length);
  return [
    { text: `Calls ${count}` },
    ...(failed > 0 ? [{ text: `  ${failed} failed`, style: 'error' as const }] : []),
    ...(above > 0 ? [{ text: `  ${above} above`, style: 'muted' as const }] : []),
  ];
}
