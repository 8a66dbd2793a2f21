import type { TextEdit } from './parsed-answer.js';

const start = /^\s*(?:<{5,9}|-{5,9}) (?:SEARCH|ORIGINAL)\b>?\s*(.*)$/;
const divider = /^\s*={5,9}\s*$/;
const end = /^\s*(?:>{5,9}|\+{5,9}) (?:REPLACE|UPDATED)\b\s*$/;

/** The path behind the mark where there is one, `''` where there is none; `undefined`: no mark. */
export function searchStart(line: string): string | undefined {
  return start.exec(line)?.[1]?.trim();
}

/** One search/replace block, line by line, from the line behind `<<<<<<< SEARCH`. */
export class SearchReplace {
  #part: 'search' | 'replace' = 'search';
  #search = '';
  #replace = '';
  #nearLine: number | undefined;
  #hasNumbers = false;

  get isInReplace(): boolean {
    return this.#part === 'replace';
  }

  /** The edit, with its last line. */
  push(line: string): TextEdit | undefined {
    if (end.test(line) && this.#part === 'replace') return this.#edit();
    if (divider.test(line) && this.#part === 'search') this.#part = 'replace';
    else if (this.#part === 'replace') this.#replace += `${line}\n`;
    else if (!this.#isNumber(line)) this.#search += `${line}\n`;
    return undefined;
  }

  #edit(): TextEdit {
    return { search: this.#search, replace: this.#replace, nearLine: this.#nearLine };
  }

  /** Roo's blocks begin with `:start_line:12`, `:end_line:14` and a line of dashes. */
  #isNumber(line: string): boolean {
    if (this.#search !== '') return false;
    const [, which, number] = /^:(start|end)_line:\s*(\d+)\s*$/.exec(line) ?? [];
    if (which === 'start') this.#nearLine = Number(number);
    const isNumber = which !== undefined || (this.#hasNumbers && /^-{5,9}$/.test(line));
    this.#hasNumbers ||= which !== undefined;
    return isNumber;
  }
}
