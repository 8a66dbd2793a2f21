import { DevmgrError, type CommandHandler } from 'devmgr/plugin-api';
import { screenHint } from '../servers/screen-hint.js';

/** The same command; what goes wrong in it says what to press instead of what to type. */
export function inScreenWords(handler: CommandHandler | CommandHandler['run']): CommandHandler {
  const command = typeof handler === 'function' ? { run: handler } : handler;
  return {
    ...command,
    async run(...args) {
      try {
        await command.run(...args);
      } catch (error) {
        throw inWords(error);
      }
    },
  };
}

function inWords(error: unknown): unknown {
  const hint = screenHint(error);
  if (!DevmgrError.isInstance(error) || hint === error.hint) return error;
  const { code, message, exitCode } = error;
  return new DevmgrError({ code, message, hint, exitCode, cause: error });
}
