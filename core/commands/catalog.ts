import type { ReadonlyStore, SlashContribution } from 'devmgr/plugin-api';
import type { CommandView } from '../widgets/widget.js';

export interface CommandInfo {
  readonly id: string;
  readonly title: string;
  readonly label: string | undefined;
  readonly keys: readonly string[];
  readonly when: string | undefined;
  readonly slash?: SlashContribution | undefined;
  readonly pluginId: string;
  readonly pluginTitle: string;
}

export type CommandSource = 'key' | 'mouse' | 'palette' | 'api';

/** Commands as the screen sees them: from manifests, whether their plugin is active or not. */
export interface CommandCatalog {
  /** In the order of plugins and manifests. */
  all(): readonly CommandInfo[];
  /** Those whose `when` holds now. */
  active(): readonly CommandInfo[];
  /** The active command bound to a key as in `Key.full`. */
  forKey(full: string): CommandInfo | undefined;
  /** Of a command whose plugin is active; otherwise nothing is known and `disabledReason` is undefined. */
  describe(id: string): CommandView | undefined;
  /** Activates the plugin when needed. Never rejects: failures are shown on the screen and logged. */
  run(id: string, source: CommandSource): Promise<void>;
  /** Values of `when` clauses. The screen sets `tab` and `focus`. */
  readonly context: ReadonlyStore<Readonly<Record<string, string | number | boolean | undefined>>>;
  setContext(key: string, value: string | number | boolean | undefined): void;
}
