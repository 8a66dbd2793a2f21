import { DevmgrError, type Screen } from 'devmgr/plugin-api';
import type { App } from './app.js';
import type { CommandInfo } from './commands/catalog.js';
import { isReplaced, replacedProgram } from './plugins/replaced-program.js';

type Problem = { readonly reason: string } | { readonly error: unknown };

/** Tells the person why a command did not do what it says. Expected failures show their hint, bugs go to the log too. */
export function reportCommand(app: App, notify: Screen['notify'], command: CommandInfo, problem: Problem): void {
  if ('reason' in problem) return notify({ severity: 'info', message: problem.reason });
  const { error } = problem;
  if (DevmgrError.isInstance(error)) return notify({ severity: 'error', message: error.message, hint: error.hint });
  app.parts.log.logger('core').error(`Command ${command.id} failed`, error);
  if (isReplaced(error)) return notify({ severity: 'error', ...replacedProgram });
  const message = error instanceof Error ? error.message : String(error);
  notify({ severity: 'error', message: `${command.title}: ${message}`, hint: 'The log has the details.' });
}
