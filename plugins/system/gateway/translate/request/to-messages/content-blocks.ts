import { Fields } from '../../../../providers/json/fields.js';
import { refuse, wrong } from '../refuse.js';
import { fileBlock, imageBlock } from './media-blocks.js';

/** Content of a message of OpenAI's, a text or parts, as blocks of Anthropic's. Empty texts are refused there: they are left out. */
export function contentBlocks(content: unknown, param: string): readonly object[] {
  if (typeof content === 'string') return textBlock(content);
  if (content === undefined || content === null) return [];
  if (!Array.isArray(content)) wrong(param, 'content is a text or a list of parts.');
  return content.flatMap((part, index) => partBlocks(part, `${param}[${index}]`));
}

function partBlocks(value: unknown, param: string): readonly object[] {
  const part = Fields.of(value);
  const kind = part?.text('type');
  if (!part || kind === undefined) wrong(param, 'Each part of content is an object with a type.');
  const cached = cacheControl(part);
  return blocksOf(kind, part, param).map((block) => ({ ...block, ...cached }));
}

function blocksOf(kind: string, part: Fields, param: string): readonly object[] {
  if (kind === 'text') return textBlock(part.string('text') ?? '');
  if (kind === 'refusal') return textBlock(part.string('refusal') ?? '');
  if (kind === 'image_url') return [imageBlock(part, param)];
  if (kind === 'file') return [fileBlock(part, param)];
  if (kind === 'input_audio') refuse(param, 'This model takes no sound.');
  return refuse(param, `This model takes no parts of type ${kind.slice(0, 60)}.`);
}

function textBlock(text: string): readonly { readonly type: 'text'; readonly text: string }[] {
  return text.trim() === '' ? [] : [{ type: 'text', text }];
}

/** Anthropic's own field, which many clients send through OpenAI's format, or OpenAI's breakpoint, which means the same. */
function cacheControl(part: Fields): object {
  const given = part.fields('cache_control');
  if (given) return { cache_control: given.members() };
  return part.fields('prompt_cache_breakpoint') ? { cache_control: { type: 'ephemeral' } } : {};
}
