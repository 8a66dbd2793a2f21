import type { AiImage, AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { Attachment } from '../conversation/conversation.js';

export interface FittedImages {
  readonly images: readonly AiImage[];
  readonly tokens: number;
  /** For people, why they are not sent. */
  readonly leftOut: readonly string[];
}

/** Vendors count up to 1,600 for the largest that they take. */
const perImage = 2_000;

/** The images of a question, for models that surely see. */
export function fitImages(attachments: readonly Attachment[], { id, seesImages }: AiModelInfo): FittedImages {
  const images: AiImage[] = [];
  const leftOut: string[] = [];
  for (const each of attachments) {
    if (each.kind !== 'image') continue;
    const { title, data, mediaType } = each;
    if (!data) leftOut.push(`${title} (no longer in memory: attach it again)`);
    else if (seesImages === true) images.push({ mediaType, data });
    else leftOut.push(`${title} (${id} ${seesImages === false ? 'reads text only' : 'may not see images'})`);
  }
  return { images, tokens: images.length * perImage, leftOut };
}
