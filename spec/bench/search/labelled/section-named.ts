/** Lines of the section under a heading of a Markdown document, up to the next heading of its level or above. */
export function sectionNamed(
  heading: string,
  document: string,
): { readonly startLine: number; readonly endLine: number } {
  const lines = document.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').trim() === heading);
  if (start < 0) throw new Error(`There is no section ${heading}`);
  const level = lines[start]?.indexOf(' ') ?? 1;
  const next = lines.findIndex((line, index) => index > start && /^#+ /.test(line) && line.indexOf(' ') <= level);
  return { startLine: start + 1, endLine: next < 0 ? lines.length : next };
}
