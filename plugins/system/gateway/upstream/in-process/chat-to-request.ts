import type { AiImage, AiMessage, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import { Fields } from '../../../providers/json/fields.js';
import { GatewayError } from '../../gateway-error.js';
import type { JsonObject } from '../../gateway-protocol.js';

const IMAGE = /^data:(image\/(?:png|jpeg|gif|webp));base64,/;

/**
 * A chat in OpenAI's format for a model that is asked through devmgr's own interface, which has text and images only. Throws a
 * `GatewayError` that names what the model has not: half of a request must not be answered as if it were all.
 */
export function chatToRequest(body: JsonObject, who: string): AiRequest {
  const fields = Fields.of(body);
  refuseWhole(fields, who);
  const messages = fields?.objects('messages') ?? [];
  return {
    messages: messages.map((message, at) => messageOf(message, `messages[${at}]`, who)),
    maxOutputTokens: fields?.count('max_completion_tokens') ?? fields?.count('max_tokens'),
    temperature: fields?.number('temperature'),
    topP: fields?.number('top_p'),
    stopSequences: stopsOf(fields),
  };
}

function refuseWhole(fields: Fields | undefined, who: string): void {
  for (const name of ['tools', 'functions'])
    if ((fields?.list(name) ?? []).length > 0) throw refused(name, `${who} calls no tools`);
  const format = fields?.fields('response_format')?.text('type');
  if (format !== undefined && format !== 'text') throw refused('response_format', `${who} writes text only`);
  if ((fields?.count('n') ?? 1) > 1) throw refused('n', `${who} gives one answer`);
}

function stopsOf(fields: Fields | undefined): readonly string[] | undefined {
  const one = fields?.text('stop');
  const stops = one === undefined ? (fields?.strings('stop') ?? []) : [one];
  return stops.length > 0 ? stops : undefined;
}

function messageOf(message: Fields, place: string, who: string): AiMessage {
  const role = message.string('role');
  if (role === 'tool' || role === 'function' || (message.list('tool_calls') ?? []).length > 0)
    throw refused(place, `${who} calls no tools`);
  if (role !== 'user' && role !== 'assistant' && role !== 'system' && role !== 'developer')
    throw refused(`${place}.role`, 'The role of a message is system, user or assistant');
  const parts = message.objects('content');
  const text = message.string('content') ?? parts.map((part) => part.string('text') ?? '').join('');
  const images = parts.flatMap((part, at) => imageOf(part, `${place}.content[${at}]`, who) ?? []);
  return { role: role === 'developer' ? 'system' : role, text, ...(images.length > 0 && { images }) };
}

function imageOf(part: Fields, place: string, who: string): AiImage | undefined {
  const type = part.string('type');
  if (type === 'text' || type === 'refusal') return undefined;
  if (type !== 'image_url') throw refused(place, `${who} takes text and images, no ${type ?? 'parts without a type'}`);
  const url = part.fields('image_url')?.string('url') ?? '';
  const mediaType = IMAGE.exec(url)?.[1] as AiImage['mediaType'] | undefined;
  if (!mediaType) throw refused(place, `${who} takes images as data URIs (png, jpeg, gif, webp), no addresses`);
  return { mediaType, data: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') };
}

function refused(param: string, message: string): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message, param, code: 'unsupported_parameter' });
}
