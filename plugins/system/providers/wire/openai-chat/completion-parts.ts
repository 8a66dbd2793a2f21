import { Fields } from '../../json/fields.js';
import { wireError } from '../read-error.js';
import type { WirePart } from '../wire-format.js';
import { finishReason } from './finish-reason.js';
import { readUsage } from './read-usage.js';

/**
 * What a completion says, whole (`choices[0].message`) or a piece of one (`choices[0].delta`). Only the first choice is
 * looked at: more are never asked for. The usage comes in a last chunk of its own without choices (OpenAI), with the
 * finish reason (Together), or in every chunk.
 */
export function completionParts(completion: Fields): readonly WirePart[] {
  const failure = completion.value('error');
  if (failure !== undefined && failure !== null) return [{ type: 'error', error: wireError(completion) }];
  const choice = completion.objects('choices').find((item) => (item.count('index') ?? 0) === 0);
  const usage = completion.fields('usage') ?? choice?.fields('usage');
  return [...(choice ? choiceParts(choice) : []), ...readUsage(usage)];
}

function choiceParts(choice: Fields): readonly WirePart[] {
  const message = choice.fields('delta') ?? choice.fields('message');
  const parts: WirePart[] = [];
  // llama.cpp and vLLM say `reasoning_content`, Ollama and Together `reasoning`.
  const reasoning = message?.text('reasoning_content') ?? message?.text('reasoning');
  if (reasoning !== undefined) parts.push({ type: 'reasoning', text: reasoning });
  const text = contentText(message?.value('content')) || message?.text('refusal');
  if (text) parts.push({ type: 'text', text });
  const reason = choice.text('finish_reason');
  if (reason !== undefined) parts.push({ type: 'finish', reason: finishReason(reason) });
  return parts;
}

/** A text; some servers send parts as they come in requests. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => Fields.of(part)?.string('text') ?? '').join('');
}
