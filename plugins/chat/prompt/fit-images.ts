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
export function fitImages(attachments: readonly Attachment[], info: AiModelInfo): FittedImages {
  const images: AiImage[] = [];
  const leftOut: string[] = [];
  for (const each of attachments) {
    if (each.kind !== 'image') continue;
    const { title, data, mediaType } = each;
    if (!data) leftOut.push(`${title} (no longer in memory: attach it again)`);
    else if (info.seesImages === true) images.push({ mediaType, data });
    else leftOut.push(`${title} (${whyBlind(info)})`);
  }
  return { images, tokens: images.length * perImage, leftOut };
}

function whyBlind({ id, seesImages }: AiModelInfo): string {
  if (seesImages === false) return `${id} reads text only`;
  return `nobody says whether ${id} sees images: sees-images = true in the settings of its provider does`;
}
