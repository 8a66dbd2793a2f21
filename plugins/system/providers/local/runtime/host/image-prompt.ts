import type { HostImage, HostMessage } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';
import type { PromptMaker } from './loaded-model.js';
import { renderChat } from './render-chat.js';
import type { ChatTemplateOptions, ImageProcessor, Tokenizer, Transformers } from './transformers.js';

/**
 * Prompts for models that see. Pictures are decoded from their bytes: nothing in a request is taken for an address.
 * `template`: from a file of its own.
 */
export function imagePrompt(
  library: Transformers,
  processor: ImageProcessor,
  tokenizer: Tokenizer,
  template: string | undefined,
): PromptMaker {
  const options: ChatTemplateOptions = {
    tokenize: false,
    add_generation_prompt: true,
    ...(template === undefined || tokenizer.chat_template || processor.chat_template
      ? {}
      : { chat_template: template }),
  };
  return async (messages) => {
    const prompt = renderChat(messages, (turns) => processor.apply_chat_template(turns.map(turn), options));
    const images = messages.flatMap((message) => message.images);
    // The processor of SmolVLM in transformers.js 4.3.1 fails without a picture.
    if (images.length === 0) return tokenizer(prompt, { add_special_tokens: false });
    const decoded = await Promise.all(images.map((image) => decode(library, image)));
    // Split into parts, a picture takes up to seventeen times as long to read.
    return processor(prompt, decoded, { do_image_splitting: false });
  };
}

function turn({ role, text, images }: HostMessage): object {
  // A text that names the placeholder of pictures would take the place of one.
  const content = { type: 'text', text: text.replaceAll('<image>', '< image >') };
  return { role, content: [...images.map(() => ({ type: 'image' })), content] };
}

async function decode(library: Transformers, { mediaType, data }: HostImage): Promise<object> {
  try {
    return await library.RawImage.fromBlob(new Blob([Buffer.from(data, 'base64')], { type: mediaType }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostFailure('request', `A picture (${mediaType}) cannot be read: ${reason}`, { cause: error });
  }
}
