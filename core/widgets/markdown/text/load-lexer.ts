import type * as marked from 'marked';
import type { Links, Token, TokensList } from 'marked';
import type { MarkFinder } from './mark-finder.js';
import { shallowTokenizer } from './shallow-tokenizer.js';
import { nameAt, nextName } from './underscore-name.js';

export interface LexContext {
  /** Targets of links that are given elsewhere in the text: `[name]: target`. */
  readonly links: Links;
  readonly marks: MarkFinder;
}

/** Divides Markdown into the tokens of marked, with `mark` among them. Never throws. */
export type Lex = (text: string, context: LexContext) => Token[];

/** Longer pieces of running text are not looked into: what is made to be slow to read cannot stall the screen. */
const MOST_INLINE = 8_000;
/** So many signs of quotes and lists in one line are no text: reading them takes a step for each, inside each other. */
const tooDeep = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){16}/m;

let loading: Promise<Lex> | undefined;

/** Reads marked when the first text is shown: it takes 15 ms. */
export function loadLexer(): Promise<Lex> {
  loading ??= import('marked').then((module) => lexWith(module));
  return loading;
}

/** Text as it is, for when marked cannot be read. */
export const plainLexer: Lex = (text) => [{ type: 'html', raw: text, text }];

function lexWith({ Lexer, Tokenizer, getDefaults }: Pick<typeof marked, 'Lexer' | 'Tokenizer' | 'getDefaults'>): Lex {
  return (text, context) => {
    if (tooDeep.test(text)) return plainLexer(text, context);
    try {
      const tokenizer = shallowTokenizer(Tokenizer);
      const lexer = new Lexer({ ...getDefaults(), breaks: true, tokenizer, extensions: extensions(context.marks) });
      const tokens: TokensList = lexer.tokens;
      const links: Links = {};
      tokens.links = withoutMemory(links);
      lexer.blockTokens(text, tokens);
      tokens.links = Object.assign(Object.create(null) as Links, links, context.links);
      for (const { src, tokens: into } of lexer.inlineQueue) {
        if (src.length > MOST_INLINE) into.push({ type: 'html', raw: src, text: src });
        else lexer.inlineTokens(src, into);
      }
      return tokens;
    } catch {
      // marked throws for what nests too deeply.
      return plainLexer(text, context);
    }
  };
}

/** Definitions whose names are known already would not be among the tokens: so none is known until all are read. */
function withoutMemory(links: Links): Links {
  return new Proxy(links, {
    get: () => undefined,
    set(target, tag, link: Links[string]) {
      if (typeof tag === 'string') target[tag] ??= link;
      return true;
    },
  });
}

type Extensions = NonNullable<NonNullable<ConstructorParameters<typeof marked.Lexer>[0]>['extensions']>;

/** Marks are found in the text as it was written, so that `pkg/__init__.py:3` is one and no emphasis; so are names like `__init__`. */
function extensions(marks: MarkFinder): Extensions {
  return {
    renderers: {},
    childTokens: {},
    startInline: [(src: string) => marks.next(src, 0)?.index, nextName],
    inline: [
      (src: string, tokens: Token[] = []) => {
        const found = marks.next(src, 0);
        if (found?.index !== 0 || /[\w/.-]$/.test(tokens.at(-1)?.raw ?? '')) return undefined;
        return { type: 'mark', raw: found.mark.text, mark: found.mark };
      },
      (src: string, tokens: Token[] = []) => {
        const name = /\w$/.test(tokens.at(-1)?.raw ?? '') ? undefined : nameAt(src);
        return name === undefined ? undefined : { type: 'text', raw: name, text: name };
      },
    ],
  };
}
