import type { CliInvocation } from 'devmgr/plugin-api';
import { Dialogue, type DialogueStreams } from './dialogue.js';

export interface Terminal extends Omit<DialogueStreams, 'output'> {
  /** The first one that is a terminal shows what is typed. */
  readonly outputs: readonly NodeJS.WriteStream[];
}

/** What opens a dialogue; `undefined` where nobody sits at a terminal. */
export function openDialogue({ input, outputs, signal }: Terminal): CliInvocation['openDialogue'] {
  const output = outputs.find(({ isTTY }) => isTTY);
  if (!input.isTTY || !output) return undefined;
  return (options) => new Dialogue({ input, output, signal }, options);
}
