import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** Measures coverage in the next runs, or no more. */
export function toggleCoverage({ options, screen }: CommandParts): CommandHandler {
  return {
    async run() {
      const isOn = options.texts.get().coverage !== '';
      await options.change({ coverage: isOn ? '' : 'on' });
      const message = isOn ? 'Coverage is not measured any more.' : 'Coverage is measured in the next runs.';
      screen.notify({ severity: 'info', message });
    },
  };
}
