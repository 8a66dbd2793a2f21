import { languageOf } from '../chunk/language-of.js';

/** Where people keep keys. In source code one is a sample of a test, and the rest of the file is worth finding. */
const languagesOfKeys: ReadonlySet<string> = new Set([
  ...['text', 'markdown', 'restructuredtext', 'yaml', 'json', 'toml', 'ini', 'xml', 'terraform', 'jupyter'],
]);

/** The last words of what comes before a key: `-----BEGIN RSA PRIVATE KEY-----`, `… PRIVATE KEY BLOCK-----`. */
const lastWords = 'PRIVATE KEY';
const longestHeader = 80;

/** A line of it alone; in YAML it is indented. */
const ownLine = /^[\t >|-]*-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}\s*$/;
/** `"private_key": "-----BEGIN PRIVATE KEY-----\nMIIE…`: the whole key in one string. */
const inString = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\\r)?\\n[A-Za-z0-9+/]{40}/;

/** Between the header and the key: `Proc-Type: 4,ENCRYPTED`, `Version: GnuPG v2`, an empty line. */
const property = /^\s*(?:[A-Za-z][A-Za-z-]*: .*)?$/;
const mostProperties = 8;
const keyLine = /^\s*[A-Za-z0-9+/]{40,}={0,2}\s*$/;

/** Whether a file has a private key in it, whatever it is called: the header, and the key that documents leave out. */
export function holdsPrivateKey(text: string, path: string): boolean {
  if (!text.includes(lastWords) || !languagesOfKeys.has(languageOf(path))) return false;
  for (let at = text.indexOf(lastWords); at !== -1; at = text.indexOf(lastWords, at + 1))
    if (isKeyAt(text, at)) return true;
  return false;
}

function isKeyAt(text: string, at: number): boolean {
  // Not from the beginning of the line: nobody looks through a long one again and again.
  const before = text.slice(Math.max(0, at - longestHeader), at);
  const after = text.slice(at, at + 2000);
  if (inString.test(before + after.slice(0, longestHeader + 40))) return true;
  const start = before.slice(before.lastIndexOf('\n') + 1);
  const [end = '', ...lines] = after.split('\n', mostProperties + 2);
  return ownLine.test(start + end) && keyLine.test(lines.find((line) => !property.test(line)) ?? '');
}
