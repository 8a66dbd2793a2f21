import { DevmgrError } from 'devmgr/plugin-api';
import { PortTakenError } from './port-error.js';

/** What to do about an error, for somebody at the screen: hints of errors are written for the command line. */
export function screenHint(error: unknown): string | undefined {
  if (error instanceof PortTakenError && error.freePort !== undefined) {
    return `Port ${error.freePort} is free: choose it with p`;
  }
  return DevmgrError.isInstance(error) ? error.hint : undefined;
}
