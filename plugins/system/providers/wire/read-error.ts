import { Fields } from '../json/fields.js';
import type { WireError } from './wire-format.js';

/**
 * What an error body says, in the shapes that are met: `{error: {message, type, code}}` (OpenAI, Anthropic, llama.cpp, vLLM),
 * `{error: "text"}` (Ollama), `{message}`, `{detail}` (FastAPI), HTML of a proxy, plain text. Never throws.
 */
export function readError(body: string): WireError {
  const start = body.trimStart();
  if (start.startsWith('<')) return only(htmlTitle(start));
  const fields = parsed(start);
  return fields ? wireError(fields) : only(start);
}

/** As `readError`, of JSON that has been parsed. */
export function wireError(body: Fields): WireError {
  const inner = body.fields('error') ?? body;
  const details = inner.fields('details');
  return {
    message: inner.text('message') ?? body.text('error') ?? body.text('message') ?? detail(body),
    type: inner.text('type'),
    code: details?.text('error_code') ?? code(inner.value('code')),
  };
}

function parsed(body: string): Fields | undefined {
  try {
    return Fields.of(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function only(text: string | undefined): WireError {
  return { message: text?.trim() || undefined, type: undefined, code: undefined };
}

/** FastAPI: a text, or a list of `{msg}`. */
function detail(body: Fields): string | undefined {
  const messages = body.objects('detail').flatMap((item) => item.text('msg') ?? []);
  return body.text('detail') ?? (messages.join('; ') || undefined);
}

function code(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function htmlTitle(html: string): string {
  const title = /<title[^>]*>([^<]{1,200})</i.exec(html.slice(0, 4000))?.[1]?.trim();
  return title ? `an HTML page: ${title}` : 'an HTML page';
}
