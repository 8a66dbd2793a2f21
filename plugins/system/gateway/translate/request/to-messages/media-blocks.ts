import type { Fields } from '../../../../providers/json/fields.js';
import { readDataUri } from '../data-uri.js';
import { refuse, wrong } from '../refuse.js';

const IMAGES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** `image_url` of OpenAI's as a block of Anthropic's: an address of the web, or the picture itself. */
export function imageBlock(part: Fields, param: string): object {
  const url = part.fields('image_url')?.string('url') ?? part.string('image_url');
  if (url === undefined) wrong(`${param}.image_url.url`, 'An image needs an address in image_url.url.');
  const data = readDataUri(url);
  if (data) return inlineImage(data.mediaType, data.base64, `${param}.image_url.url`);
  if (!/^https?:\/\//i.test(url)) wrong(`${param}.image_url.url`, 'An image is a data: or https: address.');
  return { type: 'image', source: { type: 'url', url } };
}

function inlineImage(mediaType: string, data: string, param: string): object {
  const type = mediaType === 'image/jpg' ? 'image/jpeg' : mediaType;
  if (!IMAGES.includes(type)) refuse(param, `Images are JPEG, PNG, GIF or WebP here, not ${type.slice(0, 60)}.`);
  return { type: 'image', source: { type: 'base64', media_type: type, data } };
}

/** `file` of OpenAI's: a PDF, a text or an image, with its data. Ids of files are replaced before requests are translated. */
export function fileBlock(part: Fields, param: string): object {
  const file = part.fields('file');
  const given = file?.text('file_data');
  if (given === undefined)
    refuse(`${param}.file`, 'Only files with file_data, or those uploaded to this gateway, can be sent to this model.');
  // Some clients send the bare base64 of a PDF.
  const data = readDataUri(given) ?? { mediaType: 'application/pdf', base64: given };
  const title = file?.text('filename');
  const named = title === undefined ? {} : { title };
  if (data.mediaType.startsWith('image/')) return inlineImage(data.mediaType, data.base64, `${param}.file.file_data`);
  if (data.mediaType === 'application/pdf') {
    const source = { type: 'base64', media_type: 'application/pdf', data: data.base64 };
    return { type: 'document', source, ...named };
  }
  if (!isText(data.mediaType))
    refuse(`${param}.file.file_data`, `Files are PDF, text or images here, not ${data.mediaType.slice(0, 60)}.`);
  const text = Buffer.from(data.base64, 'base64').toString('utf8');
  return { type: 'document', source: { type: 'text', media_type: 'text/plain', data: text }, ...named };
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || /^application\/(json|xml|yaml|toml|javascript|typescript)$/.test(mediaType);
}
