import type { CliHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';

/** The words of the command line. What one of them does is loaded when it is said: most starts are for the screen. */
export function words(parts: SystemParts): Readonly<Record<string, CliHandler>> {
  const { ai, context, providers } = parts;
  return {
    async server(invocation) {
      const { serverWord } = await import('./server-word.js');
      return serverWord(parts)(invocation);
    },
    async providers(invocation) {
      const { providersWord } = await import('./providers/providers-word.js');
      return providersWord(providers)(invocation);
    },
    async models(invocation) {
      const { modelsWord } = await import('./models-word.js');
      return modelsWord({ library: ai.library, context })(invocation);
    },
  };
}
