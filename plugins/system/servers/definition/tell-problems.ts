import type { PluginContext } from 'devmgr/plugin-api';
import type { DefinitionProblem } from './definition-problem.js';

/** Problems that are put before a person at a time; all are in the log. */
const MOST = 3;

/** Makes what tells problems with settings of servers, each once as long as it lasts. */
export function tellProblems({
  log,
  screen,
}: Pick<PluginContext, 'log' | 'screen'>): (problems: readonly DefinitionProblem[]) => void {
  let told = new Set<string>();
  return (problems) => {
    const unheard = problems.filter(({ message }) => !told.has(message));
    told = new Set(problems.map(({ message }) => message));
    for (const { message } of unheard) log.warn(message);
    for (const { message, hint } of unheard.slice(0, MOST)) screen.notify({ severity: 'warning', message, hint });
    const more = unheard.length - MOST;
    if (more <= 0) return;
    const message = `${more} more problems with the settings of servers`;
    screen.notify({ severity: 'warning', message, hint: 'Run `devmgr logs` to see them.' });
  };
}
