import type { TextSink, TextStyle } from 'devmgr/plugin-api';

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

export type Paint = (style: TextStyle, text: string) => string;

/** Colours text where the sink wants colours. */
export function painter(out: Pick<TextSink, 'color'>): Paint {
  return (style, text) => (out.color && codes[style] ? `\x1b[${codes[style]}m${text}\x1b[0m` : text);
}
