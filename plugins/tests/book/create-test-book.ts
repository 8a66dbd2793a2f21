import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectCatalog } from '../collect/project-catalog.js';
import { ProjectCollector } from '../collect/project-collector.js';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { InterpreterFinder } from '../pytest/find-interpreter.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { ProjectTestBook } from './project-test-book.js';

export interface BookParts {
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  readonly interpreters: Pick<InterpreterFinder, 'find'>;
  /** Of the chosen profile and of the form; see `RunOptionsStore.variables`. */
  readonly variables?: () => Readonly<Record<string, string>>;
}

/**
 * The list of all tests of the project. The caller disposes it. Nothing is collected before it is asked something; runs of the whole project are
 * taken over into the cache.
 */
export function createTestBook(
  context: PluginContext,
  { runs, history, interpreters, variables }: BookParts,
): ProjectTestBook {
  const catalog = new ProjectCatalog((error) => context.log.error('A listener of the catalogue failed', error));
  const collector = new ProjectCollector({ context, runs, catalog, interpreters, variables });
  return new ProjectTestBook({ context, runs, history, catalog, collector });
}
