import type { FailureWords } from './ai-error.js';
import { baseUrlSetting } from './base-url-setting.js';
import type { FailureContext } from './failure-context.js';
import { providerText } from './provider-text.js';

/** Paths of requests, which are no part of a base URL. */
const REQUEST_PATH = /\/(chat\/completions|messages|models|embeddings)\/*$/;

/** Redirects are not followed: the key would go to a host that nobody named. */
export function redirectWords(context: FailureContext, location: string): FailureWords {
  const target = newBase(context, location);
  if (!target) return { event: 'redirects to an address that is no URL', hint: undefined };
  const host = providerText(context, target.host);
  const base = providerText(context, target.base);
  return {
    event: `redirects to ${host}, which is not followed`,
    hint: `If you trust ${host}, set ${baseUrlSetting(context)} to ${base}`,
  };
}

function newBase({ endpoint }: FailureContext, location: string): { host: string; base: string } | undefined {
  const url = URL.canParse(location, endpoint?.baseUrl) ? new URL(location, endpoint?.baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return { host: url.host, base: `${url.origin}${url.pathname.replace(REQUEST_PATH, '').replace(/\/+$/, '')}` };
}
