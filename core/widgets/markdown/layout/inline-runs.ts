import type { MarkdownMark, TextStyle } from 'devmgr/plugin-api';
import type { Token, Tokens } from 'marked';
import { clean } from '../../../screen/text/clean.js';
import { cutLines } from '../text/cut-lines.js';
import type { MarkFinder } from '../text/mark-finder.js';
import type { BlockStop, Run } from './line.js';
import { decodeEntities } from './decode-entities.js';
import { isSaidBy, markOfWhole } from './link-marks.js';

export interface InlineContext {
  readonly marks: MarkFinder;
  /** Links that are found are added. */
  readonly stops: BlockStop[];
}

/** How a piece of running text looks, and the link that it lies in. */
interface Surroundings {
  readonly style?: TextStyle | undefined;
  readonly stop?: number | undefined;
}

/** Clean runs of inline tokens; `\n` in them breaks the line. */
export function inlineRuns(
  tokens: readonly Token[] | undefined,
  context: InlineContext,
  around: Surroundings = {},
): Run[] {
  return (tokens ?? []).flatMap((token) => runsOf(token, context, around));
}

/** Text that is no Markdown, with its marks. */
export function markedRuns(written: string, context: InlineContext, around: Surroundings = {}): Run[] {
  const text = cutLines(written);
  const runs: Run[] = [];
  let from = 0;
  for (let found = context.marks.next(text, 0); found; found = context.marks.next(text, from)) {
    runs.push({ text: clean(text.slice(from, found.index)), ...around });
    runs.push(...markRuns(found.mark, context, around));
    from = found.index + found.mark.text.length;
  }
  return [...runs, { text: clean(text.slice(from)), ...around }].filter((run) => run.text !== '');
}

function runsOf(token: Token, context: InlineContext, around: Surroundings): Run[] {
  switch (token.type) {
    case 'strong':
      return inlineRuns(token.tokens, context, { ...around, style: around.style === 'heading' ? 'heading' : 'strong' });
    case 'em':
      return inlineRuns(token.tokens, context, { ...around, style: around.style ?? 'emphasis' });
    case 'del':
      return struckRuns(token as Tokens.Del, context, around);
    case 'codespan':
      return markedRuns((token as Tokens.Codespan).text, context, { ...around, style: 'code' });
    case 'link':
    case 'image':
      return linkRuns(token as Tokens.Link | Tokens.Image, context, around);
    case 'mark':
      return markRuns((token as unknown as { mark: MarkdownMark }).mark, context, around);
    case 'br':
      return [{ text: '\n' }];
    case 'checkbox':
      return [];
    case 'html':
      return markedRuns(token.raw, context, around);
    case 'text':
      if (token.tokens) return inlineRuns(token.tokens, context, around);
      return [{ text: clean(decodeEntities((token as Tokens.Text).text)), ...around }];
    default:
      return [{ text: clean((token as Tokens.Escape).text), ...around }];
  }
}

/** A single tilde means "about" more often than that something is struck out. */
function struckRuns({ raw, tokens }: Tokens.Del, context: InlineContext, around: Surroundings): Run[] {
  if (raw.startsWith('~~')) return inlineRuns(tokens, context, { ...around, style: 'muted' });
  const tilde = { text: '~', ...around };
  return [tilde, ...inlineRuns(tokens, context, around), tilde];
}

/** The text of a link and, where that says something else, its target. */
function linkRuns(link: Tokens.Link | Tokens.Image, context: InlineContext, around: Surroundings): Run[] {
  const { style } = around;
  const target = decodeEntities(link.href);
  const marked = link.type === 'link' ? markedLinkRuns(link, target, context, around) : undefined;
  if (marked) return marked;
  const stop = context.stops.push({ kind: 'link', link: target }) - 1;
  const shown =
    link.type === 'image'
      ? [{ text: clean(`[image: ${link.text || 'no description'}]`), style: 'link' as const, stop }]
      : inlineRuns(link.tokens, context, { style: style === 'heading' ? style : 'link', stop });
  const written = shown.map((run) => run.text).join('');
  const isSaid = written === target || target === `mailto:${written}` || target === `http://${written}`;
  return isSaid ? shown : [...shown, { text: clean(` (${target})`).replaceAll('\n', ' '), style: 'muted', stop }];
}

/** A link whose text or target is a place with a mark shows that once. */
function markedLinkRuns(
  { text, tokens }: Tokens.Link,
  target: string,
  context: InlineContext,
  around: Surroundings,
): Run[] | undefined {
  const inText = context.marks.next(text, 0)?.mark;
  if (inText && isSaidBy(inText, target)) return inlineRuns(tokens, context, around);
  const own = markOfWhole(context.marks, target);
  if (!own) return undefined;
  if (target.startsWith(text.replaceAll('`', ''))) return markRuns(own, context, around);
  const shown = inlineRuns(tokens, context, around);
  return [...shown, { text: ' (', ...around }, ...markRuns(own, context, around), { text: ')', ...around }];
}

function markRuns({ text, style, sign, link }: MarkdownMark, context: InlineContext, around: Surroundings): Run[] {
  const stop = link === undefined ? around.stop : context.stops.push({ kind: 'link', link }) - 1;
  const shown: Run = { text: clean(text.replaceAll('`', '')).replaceAll('\n', ' '), style, stop };
  // The sign, or its first word, stays on the line of what it belongs to.
  return sign ? [shown, { text: clean(sign).replaceAll('\n', ' ').replace(/^ +/, '\u00a0'), style, stop }] : [shown];
}
