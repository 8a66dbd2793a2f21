import type { PluginContext } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';

/** What answers are made with. */
export interface AnswerParts {
  readonly context: Pick<PluginContext, 'services' | 'text' | 'workspace' | 'log' | 'clock' | 'signal'>;
  readonly index: CodeIndex;
}
