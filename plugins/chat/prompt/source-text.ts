import type { ChatSource } from '../conversation/conversation.js';

/** A source as the model reads it: every line with its number, so that it can name it and nothing in it looks like its end. */
export function sourceText({ path, startLine, endLine, text, symbol }: ChatSource): string {
  const name = symbol === undefined ? '' : ` name=${JSON.stringify(symbol)}`;
  const lines = text.split('\n').map((line, index) => `${startLine + index}| ${line}`);
  return [`<source path=${JSON.stringify(path)} lines="${startLine}-${endLine}"${name}>`, ...lines, '</source>'].join(
    '\n',
  );
}
