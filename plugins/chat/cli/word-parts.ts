import type { PluginContext } from 'devmgr/plugin-api';
import type { CodeIndexService } from '../index/service/code-index-service.js';

/** What the words of the command line work with. */
export interface WordParts {
  readonly context: PluginContext;
  readonly index: CodeIndexService;
}
