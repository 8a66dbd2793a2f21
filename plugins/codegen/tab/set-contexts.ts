import type { PluginContext } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import type { PageName } from './codegen-layout.js';

/** Tells what the `when` clauses of the commands ask for. */
export function setContexts(
  { commands, manifest: { id } }: Pick<PluginContext, 'commands' | 'manifest'>,
  { work, reviews, generation }: CodegenState,
  page: PageName,
): void {
  commands.setContext(`${id}.page`, page);
  commands.setContext(`${id}.working`, work !== undefined);
  commands.setContext(`${id}.answered`, generation !== undefined);
  commands.setContext(`${id}.reviewing`, reviews.length > 0);
  commands.setContext(`${id}.several`, reviews.length > 1);
}
