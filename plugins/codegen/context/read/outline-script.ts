const blockHead =
  /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:class|interface|enum|type|namespace|module)\b/;

/**
 * A text of JavaScript or TypeScript by its indentation: lines at the left edge, and those of the first level in classes, interfaces, types
 * and enumerations. What is left out is `…`.
 */
export function outlineScript(text: string): string {
  const kept: string[] = [];
  let isBlock = false;
  let level: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const isEmpty = line.trim() === '';
    if (indent === 0 && !isEmpty && !/^[)}\]]/.test(line)) {
      isBlock = blockHead.test(line);
      level = undefined;
    }
    if (isBlock && indent > 0 && !isEmpty) level ??= indent;
    if (isEmpty || indent === 0 || (isBlock && indent <= (level ?? 0))) kept.push(line);
    else if (kept.at(-1)?.trim() !== '…') kept.push(`${' '.repeat(indent)}…`);
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n');
}
