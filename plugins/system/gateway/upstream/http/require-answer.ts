import type { Fields } from '../../../providers/json/fields.js';
import { WireFormatError } from '../../../providers/wire/wire-format-error.js';

/** Throws a `WireFormatError` for JSON that holds no answer at all: somebody else may have one. `format`: the provider's. */
export function requireAnswer(format: 'openai-chat' | 'anthropic-messages', answer: Fields): void {
  if (format === 'anthropic-messages' ? answer.list('content') : answer.objects('choices').length > 0) return;
  throw new WireFormatError('answered with JSON that holds no answer');
}
