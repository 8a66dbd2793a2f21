import { AiError, type AiFailureKind, type AiProvider, type AiProviderState } from 'devmgr/plugin-api/contracts/ai';

/** Nobody named a model, and the provider, as far as one has looked, offers none. */
export function noModelError({ id, title }: Pick<AiProvider, 'id' | 'title'>, { status }: AiProviderState): AiError {
  const make = (kind: AiFailureKind, what: string, hint: string) =>
    new AiError({ message: `${title} ${what}`, hint, failure: { kind, providerId: id, modelId: undefined } });
  switch (status.kind) {
    case 'unreachable':
      return make('unreachable', `is not reachable: ${status.reason}`, status.hint);
    case 'needs-key':
      return make('needs-key', keyWords(title, status.reason), status.hint);
    case 'needs-setup':
      return make('needs-setup', 'is not set up yet', status.hint);
    case 'limited':
      return make('rate-limited', `takes no requests for now: ${status.reason}`, status.hint);
    case 'ready':
    case 'unknown':
      return make(
        'needs-setup',
        'has no model that is known',
        `Name one: ${id}/<model>, or model in its table of the settings.`,
      );
  }
}

/** `reason` of a key that is refused; it may name the provider itself, when the provider said nothing. */
function keyWords(title: string, reason: string | undefined): string {
  if (reason === undefined) return 'has no key yet';
  const event = 'does not accept the key';
  return reason.startsWith(`${title} ${event}`) ? reason.slice(title.length + 1) : `${event}: ${reason}`;
}
