import type { TextTools } from 'devmgr/plugin-api';

/** Text from outside as a part of one line. */
export function oneLine(text: string, { clean }: Pick<TextTools, 'clean'>): string {
  return clean(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}
