import type { PluginContext } from 'devmgr/plugin-api';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import type { GatherContext } from '../context/gathered-context.js';
import type { ModelChoice } from './model-choice.js';

/** What generating is made of. */
export interface GeneratorParts {
  readonly context: Pick<PluginContext, 'services' | 'workspace' | 'text' | 'secrets' | 'clock' | 'log'>;
  readonly gather: GatherContext;
  readonly choice: Pick<ModelChoice, 'resolve'>;
  /** Who says what is in a file now, and which paths may be written. */
  writer(): Promise<Pick<ProjectWriter, 'read'>>;
}
