/** Indentation, the fence, and what follows it. https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
const fenceLine = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;

/**
 * The text with an end for a code block that has none: it would take in the rest of the document. One that begins in the line of
 * a list's or a quote's mark ends with that.
 */
export function closeFence(text: string): string {
  let fence: { readonly marks: string; readonly indent: string } | undefined;
  for (const line of text.split('\n')) {
    const [, indent = '', marks = '', rest = ''] = fenceLine.exec(line) ?? [];
    if (marks === '') continue;
    if (fence === undefined) fence = { marks, indent };
    else if (marks.startsWith(fence.marks) && rest.trim() === '') fence = undefined;
  }
  // As far in as it began: it may belong to an item of a list.
  return fence === undefined ? text : `${text.replace(/\n$/, '')}\n${fence.indent}${fence.marks}`;
}
