import { AiError, type AiFailureKind, type AiProviderState } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';

/** Nobody named a model, and the provider, as far as one has looked, offers none. */
export function noModelError({ id, title }: AiProviderDefinition, { status }: AiProviderState): AiError {
  const make = (kind: AiFailureKind, what: string, hint: string) =>
    new AiError({ message: `${title}: ${what}`, hint, failure: { kind, providerId: id, modelId: undefined } });
  switch (status.kind) {
    case 'unreachable':
      return make('unreachable', status.reason, status.hint);
    case 'needs-key':
    case 'needs-setup':
      return make(status.kind, 'is not set up', status.hint);
    case 'limited':
      return make('rate-limited', status.reason, status.hint);
    case 'ready':
    case 'unknown':
      return make(
        'needs-setup',
        'no model is known',
        `Name one: ${id}/<model>, or model in its table of the settings.`,
      );
  }
}
