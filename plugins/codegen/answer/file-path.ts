import { isKnownFileName } from './language-families.js';

/** Names of technologies that look like files. */
const noFiles =
  /^(?:node|next|nuxt|vue|react|express|three|d3|chart|nest|backbone|ember|alpine|moment|socket|asp|vb)\.(?:js|io|net)$/i;
/** Square and round brackets are in the routes of web frameworks. */
const allowed = /^[\w.@~+$()[\]-][\w.@~+$()[\]{} \\/-]*$/u;

/**
 * Whether words name a file: something with an ending or a folder, not a sentence, an address or a number. Without a folder `order.total`
 * may be code: there the ending, or the whole name, must be a known one.
 */
export function isFilePath(words: string): boolean {
  if (words.length > 255 || words.includes('://') || !allowed.test(words.replace(/^\//, '')) || noFiles.test(words))
    return false;
  const name = words.slice(Math.max(words.lastIndexOf('/'), words.lastIndexOf('\\')) + 1);
  if (name === '' || !/\p{L}/u.test(name) || name.endsWith('.')) return false;
  if (/\s/.test(words) && !/^[^ ]+(?: [^ ]+)?\/.*\.\w+$/.test(words)) return false;
  if (/^\.[\w.-]+$/.test(name) && name !== '...') return true;
  if (isKnownFileName(name)) return true;
  return name.length < words.length && /[^.]\.[A-Za-z][\w-]{0,10}$/.test(name);
}
