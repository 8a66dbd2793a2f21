/**
 * Whether a file's name from the hub or from a file on disk stays inside the model's folder: relative, with `/`, without `.` and
 * `..`, control characters, backslashes and colons.
 */
export function isSafePath(path: string): boolean {
  if (path.length === 0 || path.length > 512 || /[\u0000-\u001f\u007f\\:]/.test(path)) return false;
  return path.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && name.length <= 255);
}
