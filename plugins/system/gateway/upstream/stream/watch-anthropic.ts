import { Fields } from '../../../providers/json/fields.js';
import { wireError } from '../../../providers/wire/read-error.js';
import { readUsage } from '../../../providers/wire/anthropic-messages/read-usage.js';
import { MOST_SAID, type StreamWatch } from './stream-watch.js';

/** Events of Anthropic's messages. */
export function watchAnthropic(): StreamWatch {
  const count = (usage: Fields | undefined) => {
    for (const part of readUsage(usage)) if (part.type === 'usage') watch.usage = { ...watch.usage, ...part.usage };
  };
  let hasStarted = false;
  const watch: StreamWatch = {
    mayMatter: (text) => MATTERS.test(text),
    see({ event, data }) {
      const fields = Fields.parse(data);
      switch (fields?.string('type') ?? event ?? '') {
        case 'error':
          watch.error = fields ? errorOf(fields) : { message: '' };
          return false;
        case 'message_start':
          hasStarted = true;
          count(fields?.fields('message')?.fields('usage'));
          break;
        case 'content_block_start':
          watch.hasBegun ||= !/^(text|thinking)$/.test(fields?.fields('content_block')?.string('type') ?? 'text');
          break;
        case 'content_block_delta':
          watch.hasBegun = true;
          if (watch.said.length < MOST_SAID) watch.said += fields?.fields('delta')?.string('text') ?? '';
          break;
        case 'message_delta':
          count(fields?.fields('usage'));
          break;
        case 'message_stop':
          watch.isComplete = hasStarted;
          break;
        default:
      }
      return true;
    },
    ending: () => '',
    hasBegun: false,
    isComplete: false,
    usage: {},
    error: undefined,
    said: '',
  };
  return watch;
}

const MATTERS = /"error"|message_stop|"usage"/;

function errorOf(fields: Fields): NonNullable<StreamWatch['error']> {
  const { message = '', type, code } = wireError(fields);
  return { message, type, code };
}
