import type { PluginContext } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';

/** What the word of the command line works with. */
export interface GenParts {
  readonly context: PluginContext;
  /** Made when it is first needed. */
  engine(): Promise<CodegenEngine>;
}
