import type { TextStyle } from 'devmgr/plugin-api';
import type { Token, Tokens } from 'marked';
import { textWidth } from '../../../screen/text/text-width.js';
import type { ColourCode } from '../text/code-colours.js';
import { endsWithBlankLine, listItems, type ListItemContent, type ParsedBlock } from '../text/markdown-block.js';
import type { MarkFinder } from '../text/mark-finder.js';
import { inlineRuns, markedRuns } from './inline-runs.js';
import { layOutCode } from './lay-out-code.js';
import { layOutTable } from './lay-out-table.js';
import { EMPTY_LINE, indent, type BlockLayout, type BlockStop, type Line, type Run } from './line.js';
import { runsWidth, wrapRuns } from './wrap-runs.js';

export interface LayoutParts {
  readonly marks: MarkFinder;
  readonly colour: ColourCode;
}

interface Context extends LayoutParts {
  readonly stops: BlockStop[];
  readonly depth: number;
  /** Lists around it. */
  readonly lists: number;
  /** Of running text. */
  readonly style?: TextStyle;
}

type Content = Token | ListItemContent;

/** What nests deeper is shown as it was written. */
const DEEPEST = 10;
/** Of the first levels, from the top; those below are emphasised. The first two have a rule below them. */
const headingStyles: readonly TextStyle[] = ['heading', 'heading', 'heading', 'strong'];
const headingRules = ['═', '─'];
const bullets = ['•', '◦', '▪'];

/** The lines of one block within `width` cells. */
export function layOutBlock(content: ParsedBlock['content'], width: number, parts: LayoutParts): BlockLayout {
  const stops: BlockStop[] = [];
  return { lines: layOut(content, Math.max(4, width), { ...parts, stops, depth: 0, lists: 0 }), stops };
}

function layOut(content: Content, width: number, context: Context): Line[] {
  switch (content.type) {
    case 'heading':
      return layOutHeading(content as Tokens.Heading, width, context);
    case 'code':
      return layOutCode(content as Tokens.Code, width, context.stops, context.colour);
    case 'table':
      return layOutTable(content as Tokens.Table, width, context);
    case 'hr':
      return [{ runs: [{ text: '─'.repeat(width), style: 'muted' }], furniture: 1, joint: '\n' }];
    case 'blockquote':
      return layOutQuote(content as Tokens.Blockquote, width, context);
    case 'list':
      return layOutList(content as Tokens.List, width, context);
    case 'item':
      return layOutItem(content as ListItemContent, width, context);
    case 'space':
    case 'def':
    case 'checkbox':
      return [];
    case 'html':
      return wrapRuns(markedRuns((content as Token).raw.replace(/\n+$/, ''), context), width);
    default:
      return wrapRuns(runningText(content as Token, context), width);
  }
}

function runningText(token: Token, context: Context): Run[] {
  const tokens = 'tokens' in token ? token.tokens : undefined;
  return tokens ? inlineRuns(tokens, context, { style: context.style }) : markedRuns(token.raw, context);
}

function layOutHeading({ depth, tokens }: Tokens.Heading, width: number, context: Context): Line[] {
  const lines = wrapRuns(inlineRuns(tokens, context, { style: headingStyles[depth - 1] ?? 'emphasis' }), width);
  const rule = headingRules[depth - 1];
  const cells = Math.max(0, ...lines.map(({ runs }) => runsWidth(runs)));
  if (rule === undefined || cells === 0) return lines;
  return [...lines, { runs: [{ text: rule.repeat(cells), style: 'muted' }], furniture: 1, joint: '\n' }];
}

function layOutQuote(quote: Tokens.Blockquote, width: number, context: Context): Line[] {
  const bar: Run = { text: '│ ', style: 'quote' };
  const inner: Context = { ...context, style: 'quote', depth: context.depth + 1 };
  return indent(layOutAll(quote, quote.tokens, width - 2, inner), bar, bar);
}

function layOutList(list: Tokens.List, width: number, context: Context): Line[] {
  const lines: Line[] = [];
  listItems(list).forEach((content, index) => {
    if (index > 0 && endsWithBlankLine(list.items[index - 1]?.raw ?? '')) lines.push(EMPTY_LINE);
    lines.push(...layOutItem(content, width, context));
  });
  return lines;
}

function layOutItem({ item, sign }: ListItemContent, width: number, context: Context): Line[] {
  const inner = { ...context, depth: context.depth + 1, lists: context.lists + 1 };
  const first = signRun(item, sign, context.lists);
  const cells = textWidth(first.text);
  const lines = layOutAll(item, item.tokens, width - cells, inner);
  return indent(lines.length > 0 ? lines : [EMPTY_LINE], first, { text: ' '.repeat(cells) });
}

function signRun(item: Tokens.ListItem, sign: string, lists: number): Run {
  if (item.task) return item.checked ? { text: '[x] ', style: 'success' } : { text: '[ ] ', style: 'muted' };
  return { text: `${sign === '•' ? bullets[lists % bullets.length] : sign} `, style: 'accent' };
}

/** Blocks inside another one, with blank lines where the text has some. */
function layOutAll(outer: { raw: string }, tokens: readonly Token[], width: number, context: Context): Line[] {
  if (context.depth > DEEPEST || width < 4)
    return wrapRuns(markedRuns(outer.raw.trimEnd(), context), Math.max(4, width));
  const lines: Line[] = [];
  let isApart = false;
  for (const token of tokens) {
    const inner = layOut(token, width, context);
    if (inner.length > 0 && isApart && lines.length > 0) lines.push(EMPTY_LINE);
    if (inner.length > 0) isApart = false;
    lines.push(...inner);
    isApart ||= token.type === 'space' || endsWithBlankLine(token.raw);
  }
  return lines;
}
