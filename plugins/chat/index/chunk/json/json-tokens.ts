/** A token of JSON with where it begins. Values that are no texts come as `other`. */
export interface JsonToken {
  readonly what: '{' | '}' | '[' | ']' | ':' | ',' | 'text' | 'other';
  readonly at: number;
  /** Of a short text, as it is written, and of names without quotes. */
  readonly text?: string | undefined;
}

const longestText = 200;

/**
 * Splits JSON, JSON with comments, and JSON5. Whatever the text, it comes to its end: what is no token is passed over. A text
 * ends at the end of its line at the latest. Linear.
 */
export function* jsonTokens(source: string): Generator<JsonToken> {
  const expression =
    /[{}[\]:,]|\/\/[^\n]*|\/\*|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|[^\s{}[\]:,"'/]+/g;
  for (let match = expression.exec(source); match !== null; match = expression.exec(source)) {
    if (match[0] === '/*') {
      const end = source.indexOf('*/', match.index + 2);
      expression.lastIndex = end === -1 ? source.length : end + 2;
      continue;
    }
    const token = tokenOf(match[0], match.index);
    if (token !== undefined) yield token;
  }
}

function tokenOf(text: string, at: number): JsonToken | undefined {
  switch (text[0]) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return { what: text[0], at };
    case '/':
      return undefined;
    case '"':
    case "'":
      return { what: 'text', at, text: text.length <= longestText ? text.slice(1, -1) : undefined };
    default:
      return { what: 'other', at, text: text.length <= longestText ? text : undefined };
  }
}
