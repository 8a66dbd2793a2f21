import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** `on`: the words that turn the index on again. */
export function indexIsOff(on: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_CHAT_INDEX_OFF',
    message: 'The code index of this project is switched off',
    hint: `Switch it on: ${on}`,
    exitCode: ExitCode.unavailable,
  });
}
