import type { CodeIndexState, IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import type { IndexStatistics } from '../../workers/index-methods.js';

/** What happens to the index, as its state sees it. Times in milliseconds since the epoch. */
export type IndexEvent =
  | { readonly type: 'enable'; readonly isEnabled: boolean }
  | { readonly type: 'scan' }
  | { readonly type: 'progress'; readonly progress: IndexProgress; readonly at: number }
  | { readonly type: 'embedder'; readonly embedder: CodeIndexState['embedder'] }
  | { readonly type: 'count'; readonly statistics: Partial<IndexStatistics> }
  /** A refresh that did all that there was to do. */
  | { readonly type: 'end'; readonly at: number }
  | { readonly type: 'stop' }
  | { readonly type: 'fail'; readonly message: string; readonly hint: string | undefined }
  | { readonly type: 'watch'; readonly isWatching: boolean };
