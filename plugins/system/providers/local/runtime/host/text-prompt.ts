import type { HostMessage } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';
import type { PromptMaker } from './loaded-model.js';
import { renderChat } from './render-chat.js';
import type { ChatTemplateOptions, Tokenizer } from './transformers.js';

/**
 * Prompts for models that read text only. `template`: from a file of its own. A model without any template was not made for
 * chats: it is given the texts alone.
 */
export function textPrompt(tokenizer: Tokenizer, template: string | undefined): PromptMaker {
  const options: ChatTemplateOptions = { tokenize: false, add_generation_prompt: true };
  const own = tokenizer.chat_template
    ? options
    : template === undefined
      ? undefined
      : { ...options, chat_template: template };
  return async (messages) => {
    if (messages.some(({ images }) => images.length > 0)) {
      throw new HostFailure('request', 'The model reads text only, and the question has a picture');
    }
    if (!own) return tokenizer(messages.map(({ text }) => text).join('\n\n'), { add_special_tokens: true });
    const prompt = renderChat(messages, (turns) => tokenizer.apply_chat_template(turns.map(turn), own));
    // The template has written the special tokens.
    return tokenizer(prompt, { add_special_tokens: false });
  };
}

function turn({ role, text }: HostMessage): object {
  return { role, content: text };
}
