import type * as marked from 'marked';

/** Lists and quotes inside each other that are read: more than are laid out. Each of them reads all that lies in it. */
const DEEPEST = 12;

/** A tokenizer of marked for one text, which leaves lists and quotes as text where they nest too deeply. */
export function shallowTokenizer(Tokenizer: typeof marked.Tokenizer): marked.Tokenizer {
  const tokenizer = new Tokenizer();
  let depth = 0;
  const limited = <T>(read: (src: string) => T | undefined) =>
    function readInside(this: marked.Tokenizer, src: string): T | undefined {
      if (depth >= DEEPEST) return undefined;
      depth++;
      try {
        return read.call(this, src);
      } finally {
        depth--;
      }
    };
  tokenizer.list = limited(Tokenizer.prototype.list);
  tokenizer.blockquote = limited(Tokenizer.prototype.blockquote);
  return tokenizer;
}
