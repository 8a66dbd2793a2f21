import type { Clock, Disposable } from 'devmgr/plugin-api';
import type { CommandCatalog } from '../commands/catalog.js';
import type { PointerEvent, WidgetKindEntry } from '../widgets/widget.js';
import type { Terminal } from './terminal.js';

/** What the pieces around the widgets share. */
export interface ChromeParts {
  readonly terminal: Terminal;
  readonly catalog: CommandCatalog;
  readonly clock: Clock;
  readonly onError: (where: string, error: unknown) => void;
  readonly findKind: (kind: string) => WidgetKindEntry<never, never> | undefined;
  /** True when a dialog lies over everything: it is told of the press beside it, and nobody else uses the event. */
  readonly isCovered: (event: PointerEvent) => boolean;
  /** Focus, tab or typing may have changed. */
  readonly contextChanged: () => void;
}

/** Runs something of a plugin or of the screen; a throw is reported and `fallback` returned. */
export function guarded<T>(parts: Pick<ChromeParts, 'onError'>, where: string, call: () => T, fallback: T): T {
  try {
    return call();
  } catch (error) {
    parts.onError(where, error);
    return fallback;
  }
}

/** Releases everything; failures are reported and stop nothing. */
export async function releaseAll(parts: Pick<ChromeParts, 'onError'>, where: string, items: Disposable): Promise<void> {
  try {
    await items.dispose();
  } catch (error) {
    parts.onError(where, error);
  }
}
