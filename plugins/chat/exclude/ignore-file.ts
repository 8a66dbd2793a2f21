import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';

type Writer = Pick<ProjectWriter, 'read' | 'write'>;

const name = '.devmgrignore';

/** The patterns of the project's `.devmgrignore`, in order; none where there is no such file. */
export async function readIgnorePatterns(writer: Writer): Promise<readonly string[]> {
  const { text = '' } = await writer.read(name);
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Leaves a path out of the index from now on; a folder ends with `/`. Gives the pattern. Rejects as the writer does. */
export async function addIgnoredPath(writer: Writer, path: string): Promise<string> {
  const pattern = patternOf(path);
  const { text = '', version } = await writer.read(name);
  if (text.split('\n').includes(pattern)) return pattern;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  const file = { path: name, text: `${text}${gap}${pattern}\n`, base: version };
  await writer.write([file], { title: `Left ${path} out of the code index`, allowed: [name] });
  return pattern;
}

/** Takes a pattern out again; the file stays, be it empty. Rejects as the writer does. */
export async function removeIgnorePattern(writer: Writer, pattern: string): Promise<void> {
  const { text = '', version } = await writer.read(name);
  const left = text.split('\n').filter((line) => line !== pattern);
  const file = { path: name, text: left.join('\n'), base: version };
  if (version === undefined) return;
  await writer.write([file], { title: `Brought ${pattern} back into the code index`, allowed: [name] });
}

/** As gitignore(5): from the root, with what is special there escaped. */
function patternOf(path: string): string {
  const escaped = path
    .replaceAll(/[\\*?[\]]/g, String.raw`\$&`)
    .replace(/ +$/, (blanks) => blanks.replaceAll(' ', String.raw`\ `));
  return `/${escaped}`;
}
