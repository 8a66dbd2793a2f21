/**
 * A path of an answer as one from the root: `./app//x.py` and `app\x.py` become `app/x.py`. `undefined`: it leads out of the project, or
 * is a place of another machine. An absolute path counts as one from the root only where its end is `target`.
 */
export function normalPath(written: string, target: string): string | undefined {
  const path = written
    .trim()
    .replace(/^["'`]+|["'`]+$/g, '')
    .replaceAll('\\', '/');
  if (/^(?:[A-Za-z][A-Za-z\d+.-]*:\/\/|file:|[A-Za-z]:|\/\/|~)/i.test(path) || path.startsWith('/'))
    return path.endsWith(`/${target}`) ? target : undefined;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
