import { fileURLToPath } from 'node:url';

/** The path that a person typed or dropped on the terminal: without quotes around it, `\ ` for a space, `file://` in front. */
export function typedPath(written: string): string {
  const bare = written.trim();
  const quoted = /^(["'])(.+)\1$/.exec(bare)?.[2];
  if (quoted !== undefined) return quoted;
  if (/^file:\/\//i.test(bare)) return pathOf(bare) ?? bare;
  return process.platform === 'win32' ? bare : bare.replace(/\\([ \\()'"&[\]])/g, '$1');
}

/** `undefined` for an address that names no file of this machine. */
function pathOf(address: string): string | undefined {
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}
