import type { PluginContext } from 'devmgr/plugin-api';

/** Problems that are put before a person at a time; all are in the log. */
const MOST = 3;

/** Makes what tells problems of settings (`system.providers.x must be a table`), each once, as devmgr tells those of others. */
export function tellSettingProblems({
  log,
  screen,
}: Pick<PluginContext, 'log' | 'screen'>): (problems: readonly string[]) => void {
  const told = new Set<string>();
  return (problems) => {
    const unheard = [...new Set(problems)].filter((problem) => !told.has(problem));
    for (const problem of unheard) {
      told.add(problem);
      log.warn(problem);
    }
    for (const problem of unheard.slice(0, MOST)) {
      screen.notify({ severity: 'warning', message: `Setting ${problem}` });
    }
    const more = unheard.length - MOST;
    if (more > 0) {
      const message = `${more} more problems with settings of AI providers`;
      screen.notify({ severity: 'warning', message, hint: 'Run `devmgr logs` to see them.' });
    }
  };
}
