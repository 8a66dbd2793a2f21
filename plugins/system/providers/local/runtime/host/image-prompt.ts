import type { HostImage, HostMessage } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';
import type { PromptMaker } from './loaded-model.js';
import type { ImageProcessor, Tokenizer, Transformers } from './transformers.js';

/** Prompts for models that see. Pictures are decoded from their bytes: nothing in a request is taken for an address. */
export function imagePrompt(
  library: Transformers,
  processor: ImageProcessor,
): { readonly tokenizer: Tokenizer; readonly makePrompt: PromptMaker } {
  const { tokenizer } = processor;
  if (!tokenizer) throw new HostFailure('model', 'preprocessor_config.json names a processor without a tokenizer');
  const makePrompt: PromptMaker = async (messages) => {
    const options = { tokenize: false, add_generation_prompt: true } as const;
    const prompt = processor.apply_chat_template(messages.map(turn), options);
    const images = messages.flatMap((message) => message.images);
    // The processors of transformers.js 4.3.1 need a picture.
    if (images.length === 0) return tokenizer(prompt, { add_special_tokens: false });
    const decoded = await Promise.all(images.map((image) => decode(library, image)));
    // Split into parts, a picture takes seventeen times as long to read.
    return processor(prompt, decoded, { do_image_splitting: false });
  };
  return { tokenizer, makePrompt };
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
