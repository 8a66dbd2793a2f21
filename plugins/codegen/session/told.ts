import { DevmgrError, type Logger } from 'devmgr/plugin-api';
import type { Told } from './codegen-state.js';

/** An error as it is shown. What nobody expected is logged as well. */
export function toldOf(error: unknown, log: Pick<Logger, 'error'>): Told {
  if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
  log.error('Code Gen failed', error);
  return { message: error instanceof Error ? error.message : String(error) };
}
