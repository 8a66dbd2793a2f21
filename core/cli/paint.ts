import type { TextStyle } from 'devmgr/plugin-api';

/** SGR codes; a style that has none looks as the text around it. */
const codes: Partial<Record<TextStyle, string>> = {
  strong: '1',
  error: '31',
  success: '32',
  warning: '33',
  accent: '36',
  muted: '90',
  added: '32',
  removed: '31',
};

/** See `TextSink.paint`. `color`: whether colours are wanted. */
export function paint(style: TextStyle, text: string, color: boolean): string {
  const code = color ? codes[style] : undefined;
  return code === undefined ? text : `\x1b[${code}m${text}\x1b[0m`;
}
