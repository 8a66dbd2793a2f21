import type { FailureContext } from '../../../../../../plugins/system/providers/failures/failure-context.js';
import { settingPlaces } from '../../../../../../plugins/system/providers/configuration/setting-places.js';
import { wireContext } from '../../wire/support/wire-context.js';

/** 2026-11-22, in the middle of the day. */
export const now = Date.parse('2026-11-22T12:00:00Z');

/** What the core does to texts from outside, in short. */
function clean(text: string): string {
  return text.replace(/sk-[\w-]{4,}/g, '***').replace(/\x1b\[[\d;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}

export function failureContext(id: string, more: Partial<FailureContext> = {}): FailureContext {
  const { definition, endpoint } = wireContext(id);
  const places = settingPlaces(id, { origin: 'default', configFile: '~/.devmgr/config.toml', baseUrl: undefined });
  return { definition, endpoint, places, modelId: 'gpt-6-luna', modelIds: [], clean, now: () => now, ...more };
}
