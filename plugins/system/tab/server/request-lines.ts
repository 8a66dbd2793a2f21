import type { StyledText } from 'devmgr/plugin-api';
import type { ServerRequest } from '../../servers/requests/server-request.js';
import { byteText } from './byte-text.js';
import { timeOfDay } from '../../time-of-day.js';
import { statusStyle } from './request-columns.js';
import { shortNumber } from './request-figures-text.js';

/** All that is known of a request, one line each. */
export function requestLines(request: ServerRequest): StyledText[] {
  const { method, path, route, status, client, error, test } = request;
  const answer = status === undefined ? 'the connection ended without an answer' : String(status);
  return [
    [{ text: `${method} ${path}`, style: 'strong' }],
    [{ text: answer, style: statusStyle(status) }, { text: figures(request) }],
    ...(route === undefined ? [] : [[muted('route   '), { text: route }]]),
    ...(test === undefined ? [] : [[muted('test    '), { text: test }]]),
    ...(error === undefined ? [] : [[{ text: error, style: 'error' as const }]]),
    [muted('came at '), { text: `${timeOfDay(request.at)}${client === undefined ? '' : `  from ${client}`}` }],
  ];
}

function figures({ durationMs, firstByteMs, bytes }: ServerRequest): string {
  const said = [
    ...(durationMs === undefined ? [] : [`${shortNumber(durationMs)} ms`]),
    ...(firstByteMs === undefined ? [] : [`first byte ${shortNumber(firstByteMs)} ms`]),
    ...(bytes === undefined ? [] : [byteText(bytes)]),
  ];
  return said.map((part) => ` · ${part}`).join('');
}

function muted(text: string) {
  return { text, style: 'muted' as const };
}
