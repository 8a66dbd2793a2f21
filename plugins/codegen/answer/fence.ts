/** The line that begins a fenced block. */
export interface FenceStart {
  readonly mark: '`' | '~';
  readonly length: number;
  readonly indent: number;
  readonly info: string;
}

const fenceLine = /^(\s*)(`{3,}|~{3,})([^]*)$/;

/** Reads a line as one that begins a fence, or ends one when nothing stands behind its marks; `undefined`: it is none. */
export function fenceStart(line: string): FenceStart | undefined {
  const [, blanks = '', marks = '', info = ''] = fenceLine.exec(line) ?? [];
  const mark = marks.charAt(0);
  if (mark !== '`' && mark !== '~') return undefined;
  // Code in a sentence may begin with three backticks.
  if (mark === '`' && info.includes('`')) return undefined;
  return { mark, length: marks.length, indent: blanks.length, info: info.trim() };
}
