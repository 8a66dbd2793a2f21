import type { PluginContext } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { AiParts } from '../../providers/ai-parts.js';
import { localAdapter } from './local/local-adapter.js';

/** What adapters are made of. */
export interface AdapterOptions {
  readonly context: PluginContext;
  readonly ai: AiParts;
}

/** In the order in which they are shown. Nothing is sent or read here. */
export function builtInAdapters({ context }: AdapterOptions): readonly FineTuningAdapter[] {
  return [localAdapter({ context })];
}
