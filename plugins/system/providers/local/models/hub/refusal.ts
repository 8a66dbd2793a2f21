import type { DevmgrError } from 'devmgr/plugin-api';
import type { HttpResponse } from '../../../transport/http-client.js';
import { hubAnsweredWrongly, modelIsGated, modelNotFound, tokenRefused } from '../model-errors.js';
import type { Hub } from './hub.js';

/**
 * What an answer other than 2xx means, for good. The hub says more in `x-error-code`: `GatedRepo`, `RepoNotFound`; for a model that
 * does not exist it answers 401 to those without a token (huggingface_hub, `utils/_http.py`).
 */
export function refusal(hub: Hub, id: string, response: HttpResponse, nearest: readonly string[]): DevmgrError {
  const { token, tokenVariable } = hub.settings;
  const { status } = response;
  const code = response.header('x-error-code');
  const hasToken = token !== undefined;
  if (code === 'GatedRepo' || status === 403) return modelIsGated(id, hub.page(id), hasToken);
  if (status === 401 && tokenVariable !== undefined && code !== 'RepoNotFound')
    return tokenRefused(tokenVariable, hub.host);
  if (status === 404 || status === 401) return modelNotFound(id, hub.page(id), nearest, hasToken);
  return hubAnsweredWrongly(hub.host, `status ${status} for ${id}`);
}
