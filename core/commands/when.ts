/** The values that a `when` clause looks at. */
export type WhenContext = Readonly<Record<string, string | number | boolean | undefined>>;

/** Tells whether a clause holds. */
export type When = (context: WhenContext) => boolean;

const TOKEN = /\s*(?:(\|\||&&|==|!=|!|\(|\))|'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)|([A-Za-z][\w.-]*))/y;

type Token = { readonly kind: 'operator' | 'text' | 'number' | 'name'; readonly value: string };

function tokens(source: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new SyntaxError(`cannot read "${source.slice(at)}"`);
    const [, operator, single, double, number, name] = match;
    if (operator !== undefined) found.push({ kind: 'operator', value: operator });
    else if (number !== undefined) found.push({ kind: 'number', value: number });
    else if (name !== undefined) found.push({ kind: 'name', value: name });
    else found.push({ kind: 'text', value: single ?? double ?? '' });
  }
  return found;
}

/** What was compiled: many commands have the same clause, and it is read when the manifest is checked and when the command is declared. */
const compiled = new Map<string, When>();

/**
 * Compiles a clause: names, `==` and `!=` with a quoted text, number, true or false, `!`, `&&`, `||`, parentheses.
 * Throws a `SyntaxError` that says what it could not read.
 */
export function parseWhen(source: string): When {
  const known = compiled.get(source);
  if (known) return known;
  const when = new WhenParser(tokens(source)).whole();
  compiled.set(source, when);
  return when;
}

class WhenParser {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(found: readonly Token[]) {
    this.#tokens = found;
  }

  whole(): When {
    const result = this.#either();
    const rest = this.#tokens[this.#at];
    if (rest) throw new SyntaxError(`unexpected "${rest.value}"`);
    return result;
  }

  #take(...operators: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || !operators.includes(token.value)) return undefined;
    this.#at += 1;
    return token.value;
  }

  #either(): When {
    let left = this.#both();
    while (this.#take('||')) left = or(left, this.#both());
    return left;
  }

  #both(): When {
    let left = this.#one();
    while (this.#take('&&')) left = and(left, this.#one());
    return left;
  }

  #one(): When {
    if (this.#take('!')) {
      const inner = this.#one();
      return (context) => !inner(context);
    }
    if (this.#take('(')) {
      const inner = this.#either();
      if (!this.#take(')')) throw new SyntaxError('a ")" is missing');
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): When {
    const name = this.#tokens[this.#at++];
    if (name?.kind !== 'name') throw new SyntaxError(name ? `expected a name, found "${name.value}"` : 'it ends early');
    const operator = this.#take('==', '!=');
    if (!operator) return (context) => Boolean(context[name.value]);
    const wanted = literal(this.#tokens[this.#at++]);
    return (context) => (context[name.value] === wanted) === (operator === '==');
  }
}

const or =
  (a: When, b: When): When =>
  (context) =>
    a(context) || b(context);
const and =
  (a: When, b: When): When =>
  (context) =>
    a(context) && b(context);

function literal(token: Token | undefined): string | number | boolean {
  if (token?.kind === 'text') return token.value;
  if (token?.kind === 'number') return Number(token.value);
  if (token?.kind === 'name' && (token.value === 'true' || token.value === 'false')) return token.value === 'true';
  throw new SyntaxError('expected a quoted text, a number, true or false');
}
