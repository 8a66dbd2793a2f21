import type { AnswerCall } from '../../gateway-call.js';
import { protocolErrorEvent } from '../../server/protocol-error.js';
import type { Translation } from '../../translate/translation.js';
import { passThrough, type StreamMender } from './pass-through.js';
import type { StreamReader } from './stream-reader.js';
import type { StreamWatch } from './stream-watch.js';
import { translatedReader } from './translated-reader.js';
import { watchAnthropic } from './watch-anthropic.js';
import { watchOpenAi } from './watch-openai.js';

/** What brings a provider's stream to the client of a call. */
export function streamReader(
  call: AnswerCall,
  translation: Translation | undefined,
  mender?: StreamMender,
): StreamReader {
  const { model, body, trace } = call;
  if (!translation) {
    const protocol = call.format === 'anthropic-messages' ? 'anthropic' : 'openai';
    const errorText = (error: Parameters<typeof protocolErrorEvent>[1]) =>
      protocolErrorEvent(protocol, error, trace.id);
    return passThrough({ watch: watchOf(call), keepsTexts: trace.keepsTexts, errorText, mender });
  }
  const stream = translation.stream({ model, request: body, id: trace.id });
  return translatedReader(stream, trace.keepsTexts ? watchOf(call) : undefined);
}

function watchOf({ format, body }: AnswerCall): StreamWatch {
  if (format === 'anthropic-messages') return watchAnthropic();
  const options = body['stream_options'] as { include_usage?: unknown } | null | undefined;
  return watchOpenAi({ keepsUsage: options?.include_usage === true });
}
