/** The prose of a doc comment or docstring without the marks around it. */
export function docText(raw: string): string {
  if (raw.startsWith('/**')) return blockText(raw);
  if (raw.startsWith('//')) return raw.replace(/^[ \t]*\/\/\/?[/!]? ?/gm, '');
  return stringText(raw);
}

/** JSDoc and Javadoc: up to the first tag, or what `@description` says. */
function blockText(raw: string): string {
  const text = raw.replace(/^\/\*\*+/, '').replace(/\**\*\/$/, '');
  const lines = text.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  const [prose = ''] = `\n${lines.join('\n')}`.split(/\n\s*@(?!link)\w+/);
  return prose.trim() || (/@(?:description|desc|summary)\s+(.*)/.exec(text)?.[1] ?? '').trim();
}

/** Python's: prefix and quotes away, indentation of the first line's followers away. */
function stringText(raw: string): string {
  const text = raw.replace(/^[a-zA-Z]*("""|'''|"|')/, '').replace(/("""|'''|"|')$/, '');
  const lines = text.replace(/\\\n/g, '').split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
