import { DevmgrError } from 'devmgr/plugin-api';
import type { PortTakenError } from './port-error.js';

/** Whether a start failed because of its port. By the code, so that those who show errors do without what makes this one. */
export function isPortTaken(error: unknown): error is PortTakenError {
  return DevmgrError.isInstance(error) && error.code === 'PLUGIN_SYSTEM_PORT_TAKEN';
}
