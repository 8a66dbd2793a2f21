import type { CodePlace } from 'devmgr/plugin-api/contracts/code-index';

/** What is asked when somebody wants more like a place, as it is typed: `like app/main.py:41-63`. */
export function likeText({ path, startLine, endLine }: CodePlace): string {
  const lines =
    startLine === undefined ? '' : `:${startLine}${(endLine ?? startLine) > startLine ? `-${endLine}` : ''}`;
  return `like ${path}${lines}`;
}

/** The place of such a text; `undefined`: it is something else. A line is needed: `like this` are words. */
export function readLike(text: string): CodePlace | undefined {
  const [, path, start, end] = /^\s*like\s+(\S.*?):(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(text) ?? [];
  if (path === undefined) return undefined;
  return { path, startLine: Number(start), endLine: Number(end ?? start) };
}
