import { nextJsonToken, type JsonToken } from './json-scan.js';
import { isSecretName } from './secret-names.js';

const COLON = /\s*:/y;
/** Ends a text that lacks its closing quote. */
const CONTROL = /[\u0000-\u001f]/g;

/**
 * JSON with `mask` as a text in place of every text and number that stands under the name of a secret, also in lists and tables. The rest stays as it
 * was written, and it need not be right.
 */
export function withoutJsonSecrets(json: string, mask: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const { start, end } of secretTokens(json)) {
    pieces.push(json.slice(kept, start), `"${mask}"`);
    kept = end;
  }
  pieces.push(json.slice(kept));
  return pieces.join('');
}

function* secretTokens(json: string): Generator<JsonToken> {
  let depth = 0;
  /** All that is as deep is secret; 0: nothing is. */
  let secretDepth = 0;
  let isSecretNext = false;
  for (const token of tokens(json)) {
    const first = json.charAt(token.start);
    if (first === ',' || first === ':') continue;
    if (first === '}' || first === ']') {
      if (depth === secretDepth) secretDepth = 0;
      depth = Math.max(0, depth - 1);
    } else if (first === '{' || first === '[') {
      depth += 1;
      if (isSecretNext && secretDepth === 0) secretDepth = depth;
    } else if (first === '"' && isName(json, token)) {
      isSecretNext = isSecretName(nameOf(json, token));
      continue;
    } else if ((isSecretNext || secretDepth > 0) && /["\d-]/.test(first)) yield token;
    isSecretNext = false;
  }
}

/** What is no JSON between them is passed over; a text without an end reaches to the end of its line. */
function* tokens(json: string): Generator<JsonToken> {
  for (let at = 0; at < json.length;) {
    const token = nextJsonToken(json, at) ?? brokenText(json, at);
    if (token) yield token;
    at = token?.end ?? at + 1;
  }
}

function brokenText(json: string, at: number): JsonToken | undefined {
  if (json.charAt(at) !== '"') return undefined;
  CONTROL.lastIndex = at;
  return { start: at, end: CONTROL.exec(json)?.index ?? json.length };
}

function isName(json: string, { end }: JsonToken): boolean {
  COLON.lastIndex = end;
  return COLON.test(json);
}

function nameOf(json: string, { start, end }: JsonToken): string {
  const written = json.slice(start, end);
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}
