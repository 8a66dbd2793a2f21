import { Emitter, type CliInvocation, type CliKeys } from 'devmgr/plugin-api';

export interface KeyTerminal {
  readonly input: NodeJS.ReadStream;
  /** Called for Ctrl-C, which is a key in raw mode. */
  readonly interrupt: () => void;
}

const names: Readonly<Record<string, string>> = { '\r': 'enter', '\n': 'enter', '\x1b': 'escape', ' ': 'space' };

/** What reads single keys; `undefined` where nobody sits at a terminal. */
export function openKeys({ input, interrupt }: KeyTerminal): CliInvocation['openKeys'] {
  return input.isTTY ? () => readKeys(input, interrupt) : undefined;
}

function readKeys(input: NodeJS.ReadStream, interrupt: () => void): CliKeys {
  const pressed = new Emitter<string>();
  const read = (bytes: Buffer | string) => {
    const text = bytes.toString();
    // A longer sequence is one key that nobody here has asked for: an arrow, or what was pasted.
    for (const key of text.startsWith('\x1b') && text.length > 1 ? [] : text) {
      if (key === '\x03') interrupt();
      else pressed.fire(names[key] ?? key);
    }
  };
  input.setRawMode(true);
  input.on('data', read);
  input.resume();
  return {
    onDidPress: pressed.event,
    dispose() {
      input.off('data', read);
      input.setRawMode(false);
      input.pause();
      pressed.dispose();
    },
  };
}
