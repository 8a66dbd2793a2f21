/** Code between fences in a Markdown text. */
export interface CodeBlock {
  readonly language: string | undefined;
  readonly text: string;
}

/** Three or more of the same sign, up to three blanks before them (CommonMark 4.5). An open one reaches to the end. */
const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\n]*)$/;

/** All blocks, in order. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { readonly sign: string; readonly language: string | undefined; readonly lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    const [, sign = '', info = ''] = fence.exec(line) ?? [];
    if (open && sign.startsWith(open.sign) && info.trim() === '') {
      blocks.push(blockOf(open));
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (sign !== '') open = { sign, language: info.trim().split(/\s+/)[0] || undefined, lines: [] };
  }
  if (open) blocks.push(blockOf(open));
  return blocks;
}

function blockOf({
  language,
  lines,
}: {
  readonly language: string | undefined;
  readonly lines: readonly string[];
}): CodeBlock {
  return { language, text: lines.map((line) => `${line}\n`).join('') };
}
