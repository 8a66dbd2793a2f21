import { Fields } from '../../../../providers/json/fields.js';
import { refuse, wrong } from '../refuse.js';

/** Blocks of a user's turn of Anthropic's as parts of OpenAI's. Calls of tools are not among them. */
export function chatParts(blocks: readonly unknown[], param: string): readonly object[] {
  return blocks.flatMap((block, index) => blockParts(Fields.of(block), `${param}[${index}]`));
}

function blockParts(block: Fields | undefined, param: string): readonly object[] {
  const kind = block?.text('type');
  if (!block || kind === undefined) wrong(param, 'Each block of content is an object with a type.');
  if (kind === 'text') return textPart(block.string('text') ?? '');
  if (kind === 'image') return [imagePart(block.fields('source'), param)];
  if (kind === 'document') return documentParts(block, param);
  if (kind === 'search_result') return textPart(searchResult(block));
  return refuse(param, `This model takes no blocks of type ${kind.slice(0, 60)}.`);
}

function textPart(text: string): readonly object[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

function imagePart(source: Fields | undefined, param: string): object {
  const url = source?.text('url');
  const data = source?.text('data');
  const kind = source?.text('type');
  if (kind === 'url' && url !== undefined) return { type: 'image_url', image_url: { url } };
  if (kind === 'base64' && data !== undefined)
    return {
      type: 'image_url',
      image_url: { url: `data:${source?.text('media_type') ?? 'image/png'};base64,${data}` },
    };
  return refuse(`${param}.source`, 'Only images with their data or an address can be sent to this model.');
}

function documentParts(block: Fields, param: string): readonly object[] {
  const source = block.fields('source');
  const title = block.text('title');
  const data = source?.text('data');
  const kind = source?.text('type');
  const heading = [title, block.text('context')].filter((text) => text !== undefined).join('\n');
  if (kind === 'text') return textPart(heading === '' ? (data ?? '') : `${heading}\n\n${data ?? ''}`);
  if (kind === 'content') return [...textPart(heading), ...documentContent(source, `${param}.source.content`)];
  if (kind !== 'base64' || data === undefined)
    return refuse(`${param}.source`, 'Only documents with their data can be sent to this model.');
  const file = {
    filename: fileName(title),
    file_data: `data:${source?.text('media_type') ?? 'application/pdf'};base64,${data}`,
  };
  return [{ type: 'file', file }];
}

function documentContent(source: Fields | undefined, param: string): readonly object[] {
  const text = source?.string('content');
  return text === undefined ? chatParts(source?.list('content') ?? [], param) : textPart(text);
}

/** OpenAI tells a PDF by its name. */
function fileName(title = 'document'): string {
  return /\.pdf$/i.test(title) ? title : `${title}.pdf`;
}

function searchResult(block: Fields): string {
  const texts = block.objects('content').map((part) => part.string('text') ?? '');
  return [block.text('title'), block.text('source'), ...texts].filter((text) => text).join('\n');
}
