/** Systems have no longer ones. */
const longestPath = 4096;

/** Whether a path is relative and stays inside: without empty parts, `.` and `..`, written with `/`. Folders may end with it. */
export function isPlainPath(path: string): boolean {
  if (path.length > longestPath || path.includes('\0')) return false;
  if (process.platform === 'win32' && /[\\:]/.test(path)) return false;
  const parts = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  return parts.every((part) => part !== '' && part !== '.' && part !== '..');
}
