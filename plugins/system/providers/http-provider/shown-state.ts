import type { AiProviderState, AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';

/** The state as everybody may see it: addresses and texts from outside are masked and without control characters. */
export function shownState(state: AiProviderState, clean: (text: string) => string): AiProviderState {
  const { status, baseUrl, warnings } = state;
  return {
    ...state,
    status: shownStatus(status, clean),
    baseUrl: baseUrl === undefined ? undefined : clean(baseUrl),
    warnings: warnings.map(clean),
  };
}

function shownStatus(status: AiProviderStatus, clean: (text: string) => string): AiProviderStatus {
  const texts = Object.entries(status).map(
    ([name, value]) => [name, isText(name, value) ? clean(value) : value] as const,
  );
  return Object.fromEntries(texts) as unknown as AiProviderStatus;
}

function isText(name: string, value: unknown): value is string {
  return (name === 'reason' || name === 'hint') && typeof value === 'string';
}
