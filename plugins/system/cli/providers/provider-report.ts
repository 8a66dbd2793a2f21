import type { AiProvider, AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderView } from '../../providers/view/provider-view.js';

/** A provider in the document of `devmgr providers --json`. What is not known is left out. */
export interface ProviderReport {
  readonly id: string;
  readonly title: string;
  readonly kind: AiProvider['kind'];
  readonly status: Exclude<AiProviderStatus['kind'], 'unknown'>;
  /** What is wrong, where it is more than the status says. */
  readonly reason?: string;
  /** What to do; of one that is ready the command that brings what it lacks. */
  readonly hint?: string;
  /** When it may be asked again, as ISO 8601. */
  readonly limitedUntil?: string;
  readonly latencyMs?: number;
  /** Ids. */
  readonly models: readonly string[];
  readonly defaultModel?: string;
  readonly baseUrl?: string;
  readonly warnings: readonly string[];
  /** Questions that name no provider go here first. */
  readonly isDefault: boolean;
}

export function reportProvider({ id, title, kind, state, isDefault }: ProviderView): ProviderReport {
  const { status, latencyMs, models, defaultModel, baseUrl, warnings } = state;
  const hint = 'hint' in status ? status.hint : warnings.map(commandOf).find((command) => command !== undefined);
  return {
    id,
    title,
    kind,
    status: status.kind === 'unknown' ? 'unreachable' : status.kind,
    ...('reason' in status && status.reason !== undefined && { reason: status.reason }),
    ...(hint !== undefined && { hint }),
    ...('until' in status && status.until !== undefined && { limitedUntil: new Date(status.until).toISOString() }),
    ...(latencyMs !== undefined && { latencyMs }),
    models: models.map((model) => model.id),
    ...(defaultModel !== undefined && { defaultModel }),
    ...(baseUrl !== undefined && { baseUrl }),
    warnings,
    isDefault,
  };
}

/** `no model pulled: devmgr models pull smollm2-135m` has one behind its colon; most warnings have none. */
function commandOf(warning: string): string | undefined {
  return /: ((?:\w+=\S+ )*(?:devmgr|npm) .+)$/.exec(warning)?.[1];
}
