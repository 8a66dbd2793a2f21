import { Fields } from '../../providers/json/fields.js';
import type { ExampleTeller } from './example.js';

/** Limits of OpenAI's vision fine-tuning. */
const MOST_IMAGES = 10;
const IMAGE_BYTES = 10 * 1024 * 1024;

export interface ContentFacts {
  readonly text: string;
  readonly images: number;
}

/** The content of one message: a text, or parts. `undefined`: there is none. */
export function checkContent(
  content: unknown,
  role: string,
  where: string,
  tell: ExampleTeller,
): ContentFacts | undefined {
  if (content === undefined || content === null) return undefined;
  if (typeof content === 'string') return { text: content, images: 0 };
  if (!Array.isArray(content)) {
    tell.error(`${where}: content is neither a text nor a list of parts`);
    return { text: '', images: 0 };
  }
  const texts: string[] = [];
  let images = 0;
  for (const item of content as readonly unknown[]) {
    const part = Fields.of(item);
    const type = part?.text('type');
    if (part && type === 'text') texts.push(textPart(part, where, tell));
    else if (part && type === 'image_url') {
      images += 1;
      checkImage(part, role, where, tell);
    } else tell.error(`${where}: a part of the content is neither text nor image_url`);
  }
  return { text: texts.join('\n'), images };
}

export function tellImages(images: number, tell: ExampleTeller): void {
  if (images > MOST_IMAGES) tell.error(`${images} images in one example: at most ${MOST_IMAGES} are taken`);
}

function textPart(part: Fields, where: string, tell: ExampleTeller): string {
  const text = part.string('text');
  if (text === undefined) tell.error(`${where}: a part of the type text has no text`);
  return text ?? '';
}

function checkImage(part: Fields, role: string, where: string, tell: ExampleTeller): void {
  const url = part.fields('image_url')?.text('url') ?? part.text('image_url');
  if (role !== 'user') tell.error(`${where}: images are taken only in messages of the user`);
  if (url === undefined) return tell.error(`${where}: an image has no url`);
  if (/^https?:\/\//i.test(url)) return;
  const data = /^data:image\/(png|jpeg|jpg|webp);base64,/i.exec(url.slice(0, 64));
  if (!data) return tell.error(`${where}: an image must be an https address or data:image/png, jpeg or webp in base64`);
  if (((url.length - data[0].length) * 3) / 4 > IMAGE_BYTES) tell.error(`${where}: an image is larger than 10 MB`);
}
