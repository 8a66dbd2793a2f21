import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import type { CodegenEngine } from '../session/codegen-engine.js';

/** What the session works with, made when it is first asked for. */
export function createEngine(context: Pick<PluginContext, 'services'>): () => Promise<Pick<CodegenEngine, 'writer'>> {
  return async () => ({ writer: await context.services.require(ProjectWriter) });
}
