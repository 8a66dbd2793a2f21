import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** Switches watch mode on or off: changed files run the tests that they concern. */
export function toggleWatch({ watch }: CommandParts): CommandHandler {
  return { run: () => (watch.state.get().isOn ? watch.stop() : watch.start()) };
}
