import { Store, type Processes, type Screen, type TextTools } from '../index.js';

const refuse = (): never => {
  throw new Error('This test context has no processes: pass some as `processes`');
};

/** Refuses every process. */
export const noProcesses: Processes = {
  spawn: refuse,
  ownCommand: [],
  all: new Store([]),
  usage: refuse,
  portOwner: refuse,
  portListeners: refuse,
  listens: refuse,
  startTime: refuse,
  stopForeign: refuse,
  startDetached: refuse,
};

/** Text tools for plain ASCII: the core has the real ones. */
export const plainText: TextTools = {
  clean: (text) => text.replace(/\x1b\[[0-9;]*m/g, '').replace(/[\x00-\x09\x0b-\x1f\x7f]/g, ''),
  width: (text) => text.length,
  truncate: (text, cells) => (text.length <= cells ? text : `${text.slice(0, Math.max(0, cells - 1))}…`),
  redact: (text) => text,
  redactLong: (text) => Promise.resolve(text),
  hiddenCharacters: () => [],
  countTokens: (text) => Promise.resolve(Math.ceil(text.length / 3)),
};

/** A screen on which nothing is seen: questions are answered with no. */
export function silentScreen(notify: Screen['notify']): Screen {
  return {
    isInteractive: false,
    size: new Store({ width: 0, height: 0 }),
    showTab: () => undefined,
    statusItem: () => ({ set: () => undefined, dispose: () => undefined }),
    notify,
    confirm: () => Promise.resolve(false),
    prompt: () => Promise.resolve(undefined),
    pick: () => Promise.resolve(undefined),
    copy: () => undefined,
    edit: () => Promise.resolve(),
  };
}
