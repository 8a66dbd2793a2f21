import type { Token, Tokens } from 'marked';

/** A part of a text that is laid out by itself: a top-level token, or one item of a list at the top level. */
export interface ParsedBlock {
  /** Its part of the text, with the blank lines after it. */
  readonly raw: string;
  readonly content: Token | ListItemContent;
  /** Targets of links that are given in it. */
  readonly definitions: readonly Tokens.Def[];
}

export interface ListItemContent {
  readonly type: 'item';
  readonly item: Tokens.ListItem;
  readonly sign: string;
  /** The list that it is in. */
  readonly list: Tokens.List;
}

/** The blocks of tokens; their raw texts together are the text. Items of lists are blocks, as lists may be long. */
export function blocksOf(tokens: readonly Token[], firstNumber: number | undefined): ParsedBlock[] {
  const blocks: ParsedBlock[] = [];
  for (const token of tokens) {
    const last = blocks.at(-1);
    const definitions = definitionsIn([token]);
    if (token.type === 'list') blocks.push(...itemsOf(token as Tokens.List, blocks.length ? undefined : firstNumber));
    else if ((token.type === 'space' || token.type === 'def') && last)
      blocks[blocks.length - 1] = {
        ...last,
        raw: last.raw + token.raw,
        definitions: [...last.definitions, ...definitions],
      };
    else blocks.push({ raw: token.raw, content: token, definitions });
  }
  return blocks;
}

function itemsOf(list: Tokens.List, firstNumber: number | undefined): ParsedBlock[] {
  let from = 0;
  return listItems(list, firstNumber).map((content, index, { length }) => {
    const { raw, tokens } = content.item;
    const start = from;
    from += raw.length;
    // The line end after a list belongs to its own raw text only.
    return {
      raw: index === length - 1 ? list.raw.slice(start) : raw,
      content,
      definitions: definitionsIn(tokens),
    };
  });
}

function definitionsIn(tokens: readonly Token[]): Tokens.Def[] {
  return tokens.flatMap((token) => {
    if (token.type === 'def') return [token as Tokens.Def];
    if (token.type === 'blockquote') return definitionsIn((token as Tokens.Blockquote).tokens);
    return token.type === 'list' ? definitionsIn((token as Tokens.List).items.flatMap((item) => item.tokens)) : [];
  });
}

/** Items with the sign that stands before them. Numbers go on from the first, as CommonMark wants it. */
export function listItems(list: Tokens.List, firstNumber = Number(list.start || 0)): ListItemContent[] {
  return list.items.map((item, index) => {
    const delimiter = /^\s*\d+([.)])/.exec(item.raw)?.[1] ?? '.';
    return { type: 'item', item, list, sign: list.ordered ? `${firstNumber + index}${delimiter}` : '•' };
  });
}

/** The number with which a list goes on after `before`; `undefined` where `after` is not in the same numbered list. */
export function nextNumber(before: ParsedBlock | undefined, after: ParsedBlock | undefined): number | undefined {
  const item = itemOf(before);
  if (!item || item.list !== itemOf(after)?.list || !item.list.ordered) return undefined;
  return Number.parseInt(item.sign, 10) + 1;
}

function itemOf(block: ParsedBlock | undefined): ListItemContent | undefined {
  return block?.content.type === 'item' ? (block.content as ListItemContent) : undefined;
}

/** Whether a blank line ends the text. */
export function endsWithBlankLine(raw: string): boolean {
  return /\n[ \t]*\n\s*$/.test(raw);
}
