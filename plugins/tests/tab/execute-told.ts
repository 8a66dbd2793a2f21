import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';

/** Runs a command from inside a widget. What it rejects with is told on the screen, as it is after the command's key. */
export function executeTold(
  { commands, screen, log }: Pick<PluginContext, 'commands' | 'screen' | 'log'>,
  command: string,
): void {
  commands.execute(command).catch((error: unknown) => {
    if (DevmgrError.isInstance(error)) {
      screen.notify({ severity: 'error', message: error.message, hint: error.hint });
      return;
    }
    log.error(`Command ${command} failed`, error);
    screen.notify({ severity: 'error', message: String(error), hint: 'The log has the details.' });
  });
}
