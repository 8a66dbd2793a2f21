import { DevmgrError, ExitCode, Store, type Screen, type StatusItem } from 'devmgr/plugin-api';
import type { Presentation } from './presentation.js';

const noItem: StatusItem = { set: () => undefined, dispose: () => undefined };

const refuse = (): Promise<never> =>
  Promise.reject(
    new DevmgrError({
      code: 'DEVMGR_INPUT_REQUIRED',
      message: 'This needs an answer from a person, and there is no screen to ask on',
      hint: 'Give what it asks for as a flag, or run it in the screen.',
      exitCode: ExitCode.usage,
    }),
  );

/** Accepts tabs and never shows them; questions reject. Notifications go to `notify`. */
export function headlessPresentation(notify: Screen['notify']): Presentation {
  const screen: Screen = {
    isInteractive: false,
    size: new Store({ width: 0, height: 0 }),
    showTab: () => undefined,
    statusItem: () => noItem,
    notify,
    confirm: refuse,
    prompt: refuse,
    pick: refuse,
    copy: () => undefined,
    edit: refuse,
  };
  return {
    screen,
    mountTab: () => undefined,
    unmountTab: () => Promise.resolve(),
    showTabLoading: () => undefined,
    showTabError: () => undefined,
  };
}
