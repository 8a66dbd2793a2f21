import type { TextTools } from 'devmgr/plugin-api';

/** How long texts are for a model; see `TextTools`. */
export type CountTokens = TextTools['countTokens'];
