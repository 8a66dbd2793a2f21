import { Fields } from '../../../providers/json/fields.js';
import { wireError } from '../../../providers/wire/read-error.js';
import { MOST_SAID, type StreamWatch } from './stream-watch.js';

/** Chunks of chat completions and of completions. `keepsUsage`: the client asked for the chunk that has nothing but the usage. */
export function watchOpenAi({ keepsUsage }: { readonly keepsUsage: boolean }): StreamWatch {
  let isDone = false;
  let hasChoice = false;
  const watch: StreamWatch = {
    mayMatter: (text) => MATTERS.test(text),
    see({ event, data }) {
      if (data.trim() === '[DONE]') {
        isDone = true;
        // Whoever says only that was never asked, or has no answer.
        watch.isComplete ||= hasChoice;
        return true;
      }
      const chunk = Fields.parse(data);
      if (!chunk) return true;
      if (event === 'error' || isSaid(chunk.value('error'))) {
        watch.error = errorOf(chunk);
        return false;
      }
      const usage = chunk.fields('usage');
      if (usage)
        watch.usage = { inputTokens: usage.count('prompt_tokens'), outputTokens: usage.count('completion_tokens') };
      const choices = chunk.objects('choices');
      hasChoice ||= choices.length > 0;
      for (const choice of choices) {
        if (choice.text('finish_reason') !== undefined) watch.isComplete = true;
        if (watch.said.length < MOST_SAID) watch.said += textOf(choice);
        watch.hasBegun ||= hasContent(choice);
      }
      return keepsUsage || choices.length > 0 || !usage;
    },
    // Some servers end with the finish reason; the client's library waits for the word.
    ending: () => (watch.isComplete && !isDone ? 'data: [DONE]\n\n' : ''),
    hasBegun: false,
    isComplete: false,
    usage: {},
    error: undefined,
    said: '',
  };
  return watch;
}

const MATTERS = /"error"|"usage":\s*\{|\[DONE\]|"finish_reason":\s*"/;

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Also of a bare `{message, type}` in an event that is named `error`. */
function errorOf(chunk: Fields): NonNullable<StreamWatch['error']> {
  const { message = '', type, code } = wireError(chunk);
  return { message, type, code };
}

function textOf(choice: Fields): string {
  return choice.fields('delta')?.string('content') ?? choice.string('text') ?? '';
}

function hasContent(choice: Fields): boolean {
  const delta = choice.fields('delta');
  if (!delta) return choice.text('text') !== undefined;
  const { role: _role, ...rest } = delta.members();
  return Object.values(rest).some(
    (value) => isSaid(value) && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
}
