import type { ApiRequest } from '../servers/client/api-request.js';
import { shortDuration } from '../servers/short-duration.js';
import type { SystemParts } from '../system-parts.js';
import { shortNumber } from '../tab/server/request-figures-text.js';

/** Lets the person choose one of the saved requests, or of those that were sent last. */
export async function pickRequest({ api, context }: SystemParts): Promise<ApiRequest | undefined> {
  const { screen, clock } = context;
  const { saved, history } = await api();
  const kept = (await saved.list()).map(({ name, server, request }) => ({
    label: name,
    detail: `saved · ${server} · ${request.method} ${request.path}`,
    value: request,
  }));
  const sent = (await history.list()).map(({ at, server, request, status, totalMs }) => ({
    label: `${request.method} ${request.path}`,
    detail: [
      server,
      String(status ?? 'no answer'),
      ...(totalMs === undefined ? [] : [`${shortNumber(totalMs)} ms`]),
      `${shortDuration(clock.now() - at)} ago`,
    ].join(' · '),
    value: request,
  }));
  const items = [...kept, ...sent];
  if (items.length > 0) return screen.pick({ title: 'Open a request', items });
  screen.notify({ severity: 'info', message: 'No request was sent or saved yet' });
  return undefined;
}
