import { absenceHint } from '../failures/absence-hint.js';
import { absenceOfStatus } from '../failures/absence-of.js';
import type { Absence } from '../failures/absence.js';
import type { FailureContext } from '../failures/failure-context.js';
import { providerText } from '../failures/provider-text.js';
import { redirectWords } from '../failures/redirect-words.js';
import { wireFormats } from '../wire/wire-formats.js';

/** Nobody is at an address, or somebody else. */
export interface Absent {
  readonly kind: 'absent';
  /** What came instead, and at which address: `connection refused at http://127.0.0.1:11434/v1`. */
  readonly reason: string;
  /** What to do. */
  readonly hint: string;
}

/** `what` is not clean yet. `url`: what was asked, when it is not the base URL. */
export function absent(
  context: FailureContext,
  what: string,
  absence: Absence,
  url = context.endpoint?.baseUrl ?? 'its address',
): Absent {
  const reason = `${providerText(context, what) ?? 'nothing'} at ${url}`;
  return { kind: 'absent', reason, hint: absenceHint(context, absence) };
}

/** After a response that is no success, and not the provider's own no. */
export function absentAfter(
  context: FailureContext,
  { status, body }: { readonly status: number; readonly body: string },
  url?: string,
): Absent {
  const { message } = wireFormats[context.definition.wireFormat].readError(body);
  const said = providerText(context, message);
  return absent(
    context,
    `status ${status}${said === undefined ? '' : ` (${said})`}`,
    absenceOfStatus(status, body),
    url,
  );
}

/** After a redirect, which is not followed. */
export function moved(context: FailureContext, location: string): Absent {
  const { event, hint } = redirectWords(context, location);
  const found = absent(context, event, 'other-server');
  return { ...found, hint: hint ?? found.hint };
}
