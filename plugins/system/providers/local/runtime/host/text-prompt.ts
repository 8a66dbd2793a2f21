import type { HostMessage } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';
import type { PromptMaker } from './loaded-model.js';
import type { Tokenizer } from './transformers.js';

/** Prompts for models that read text only. A model without a chat template is given the texts alone. */
export function textPrompt(tokenizer: Tokenizer): PromptMaker {
  return async (messages) => {
    if (messages.some(({ images }) => images.length > 0)) {
      throw new HostFailure('request', 'The model reads text only, and the question has a picture');
    }
    const hasTemplate = Boolean(tokenizer.chat_template);
    const prompt = hasTemplate ? applyTemplate(tokenizer, messages) : messages.map(({ text }) => text).join('\n\n');
    // The template writes the special tokens itself.
    return tokenizer(prompt, { add_special_tokens: !hasTemplate });
  };
}

function applyTemplate(tokenizer: Tokenizer, messages: readonly HostMessage[]): string {
  const turns = messages.map(({ role, text }) => ({ role, content: text }));
  try {
    return tokenizer.apply_chat_template(turns, { tokenize: false, add_generation_prompt: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostFailure('request', `The chat template of the model refuses the messages: ${reason}`);
  }
}
