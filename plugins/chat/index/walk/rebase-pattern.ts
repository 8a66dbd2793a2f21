/**
 * A line of an ignore file (gitignore(5)) as it would have to be written in the root's. `folder` is where the file lies:
 * empty or ending with `/`. `undefined`: a comment or nothing.
 */
export function rebasePattern(line: string, folder: string): string | undefined {
  if (line.startsWith('#')) return undefined;
  const isNegated = line.startsWith('!');
  const pattern = isNegated ? line.slice(1) : line;
  if (/^[/ ]*$/.test(pattern)) return undefined;
  if (folder === '') return line;
  // A slash anywhere but at the end ties a pattern to the folder of its file.
  const isAnchored = pattern.trimEnd().slice(0, -1).includes('/');
  const place = `/${escapeFolder(folder)}${isAnchored ? '' : '**/'}`;
  return `${isNegated ? '!' : ''}${place}${pattern.replace(/^\//, '')}`;
}

function escapeFolder(folder: string): string {
  return folder.replace(/[\\*?[\]]/g, String.raw`\$&`);
}
