import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';

const mostItems = 50;
const mostChars = 60_000;

/** What a provider gave, as far as it is what was asked for. Throws a `TypeError` that says what is wrong with it. */
export function checkedItems(answer: unknown, provider: string): readonly CodeContextItem[] {
  if (!Array.isArray(answer)) throw new TypeError('it gave no list of items');
  return answer.slice(0, mostItems).map((item: unknown) => checkedItem(item, provider));
}

function checkedItem(item: unknown, provider: string): CodeContextItem {
  if (typeof item !== 'object' || item === null) throw new TypeError('it gave an item that is none');
  const { id, title, reason, text, path, startLine, language, value } = item as Partial<Record<string, unknown>>;
  if (!isName(id) || typeof text !== 'string') throw new TypeError('it gave an item without id or text');
  return {
    id,
    title: isName(title) ? title : id,
    reason: isName(reason) ? reason : provider,
    text: text.length > mostChars ? `${text.slice(0, mostChars)}\n… the rest is left out\n` : text,
    path: isName(path) ? path : undefined,
    startLine: typeof startLine === 'number' && Number.isInteger(startLine) && startLine > 0 ? startLine : undefined,
    language: isName(language) ? language : undefined,
    value: typeof value === 'number' && value >= 0 ? Math.min(1, value) : 0.5,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
