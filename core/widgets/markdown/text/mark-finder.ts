import type { MarkdownMark } from 'devmgr/plugin-api';

export interface FoundMark {
  readonly index: number;
  readonly mark: MarkdownMark;
}

/** Finds the places of marks. A mark is not found inside a longer word, path or number: `a.py:4` is not in `a.py:41`. */
export interface MarkFinder {
  /** The first mark in `text` at or after `from`. */
  next(text: string, from: number): FoundMark | undefined;
  /** Whether some mark may be in the text. */
  isIn(text: string): boolean;
}

const none: MarkFinder = { next: () => undefined, isIn: () => false };

export function createMarkFinder(marks: readonly MarkdownMark[]): MarkFinder {
  const byText = new Map(marks.filter((mark) => mark.text !== '').map((mark) => [mark.text, mark]));
  if (byText.size === 0) return none;
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(texts.map(bounded).join('|'), 'g');
  return {
    next(text, from) {
      pattern.lastIndex = from;
      const found = pattern.exec(text);
      const mark = found && byText.get(found[0]);
      return mark ? { index: found.index, mark } : undefined;
    },
    isIn: (text) => texts.some((each) => text.includes(each)),
  };
}

function bounded(text: string): string {
  const before = /^[\w.]/.test(text) ? '(?<![\\w/.-])' : '';
  const after = /\w$/.test(text) ? '(?![\\w/]|[-–,.:]\\w)' : '';
  return before + text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&') + after;
}
