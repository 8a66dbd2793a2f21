import type { Entry } from './entry.js';

const namingKeys = ['name', 'id', 'key', 'title'];

const longestName = 80;

/** What an entry is called: its key; an element of a list by its name, if it is a simple one, else by its place: `[2]`. */
export function entryName(entry: Entry, index: number): string {
  if (entry.key !== undefined) return entry.key.slice(0, longestName);
  for (const key of namingKeys) {
    const value = entry.children.find((child) => child.key === key)?.value;
    if (value !== undefined && value.length <= longestName && /^[\w./:@-]+$/.test(value)) return value;
  }
  return `[${index}]`;
}
