import type { CliHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';

/**
 * What the words of the command line do, in the order of the manifest, which names them. Each is loaded when it is said: most starts are for
 * the screen.
 */
export function words(parts: SystemParts): readonly CliHandler[] {
  const { ai, context, providers } = parts;
  return [
    async (invocation) => {
      const { serverWord } = await import('./server-word.js');
      return serverWord(parts)(invocation);
    },
    async (invocation) => {
      const { providersWord } = await import('./providers/providers-word.js');
      return providersWord(providers)(invocation);
    },
    async (invocation) => {
      const { modelsWord } = await import('./models-word.js');
      return modelsWord({ library: ai.library, context })(invocation);
    },
    async (invocation) => {
      const { finetuneWord } = await import('./finetuning/finetune-word.js');
      return finetuneWord(parts)(invocation);
    },
    async (invocation) => {
      const { gatewayWord } = await import('./gateway/gateway-word.js');
      return gatewayWord(parts)(invocation);
    },
  ];
}
