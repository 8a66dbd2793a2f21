import { basename } from 'node:path';
import { ExitCode } from 'devmgr/plugin-api';
import { completionScript } from '../completion-script.js';
import type { CoreWord } from '../core-words.js';

/** `devmgr completion bash|zsh`: a script for the shell, made from the manifests. */
export const completionWord: CoreWord = {
  contribution: {
    name: 'completion',
    summary: 'Print a completion script for bash or zsh',
    arguments: [{ name: 'shell', summary: 'Default: the shell of $SHELL', choices: ['bash', 'zsh'] }],
    examples: ['source <(devmgr completion bash)'],
  },
  handler:
    ({ parts }) =>
    ({ args, stdout }) => {
      const own = basename(parts.env['SHELL'] ?? '') === 'zsh' ? 'zsh' : 'bash';
      const words = parts.cli.words().map((word) => word.contribution);
      stdout.write(completionScript(args[0] === 'bash' || args[0] === 'zsh' ? args[0] : own, words));
      return Promise.resolve(ExitCode.ok);
    },
};
