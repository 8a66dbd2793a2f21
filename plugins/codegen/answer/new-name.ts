/** Controls, marks that turn the direction of text or are not seen at all, and line ends of other kinds. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Why a path is no name for a file, in words that a model can act on; `undefined`: it is fine. Files that are there may be called anything. */
export function wrongName(path: string): string | undefined {
  if (hidden.test(path)) return 'its name holds characters that cannot be seen';
  if (path.includes(':')) return 'a colon cannot be in its name: write the path from the root of the project';
  const wrong = path.split('/').find((part) => /^[-~]/.test(part) || /[. ]$/.test(part) || part.startsWith(' '));
  return wrong === undefined ? undefined : `“${wrong.slice(0, 80)}” is no name for a file or a folder: give it another`;
}
