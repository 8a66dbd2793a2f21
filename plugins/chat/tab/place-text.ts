import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';

/** `app/main.py:41-63`. */
export function placeOf({ path, startLine, endLine }: Pick<CodeMatch, 'path' | 'startLine' | 'endLine'>): string {
  return endLine > startLine ? `${path}:${startLine}-${endLine}` : `${path}:${startLine}`;
}
