import type { ServerReport } from '../server-report.js';

/** One line of JSON from the one who asks. */
export interface ControlRequest {
  readonly version: 1;
  readonly action: 'status' | 'stop' | 'restart';
  /** Needed by all but `status`. */
  readonly name?: string;
}

/** One line of JSON back; then the connection ends. */
export type ControlReply =
  | { readonly ok: true; readonly servers: readonly ServerReport[] }
  | { readonly ok: false; readonly message: string; readonly hint?: string | undefined };

/** Reads a request; `undefined` for anything else. */
export function readControlRequest(line: string): ControlRequest | undefined {
  try {
    const value = JSON.parse(line) as Partial<Record<keyof ControlRequest, unknown>> | null;
    const { version, action, name } = value ?? {};
    if (version !== 1 || (action !== 'status' && action !== 'stop' && action !== 'restart')) return undefined;
    if (action === 'status') return { version, action };
    return typeof name === 'string' ? { version, action, name } : undefined;
  } catch {
    return undefined;
  }
}
