import { readFile, rm } from 'node:fs/promises';
import { findSaveTarget, saveProjectFile } from '../save/save-project-file.js';

const name = '.devmgrignore';

/** The patterns of the project's `.devmgrignore`, in order; none where there is no such file. */
export async function readIgnorePatterns(root: string): Promise<readonly string[]> {
  return (await readIgnoreFile(root)).split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Leaves a path out of the index from now on; a folder ends with `/`. Gives the pattern. Rejects with `PLUGIN_CHAT_SAVE`. */
export async function addIgnoredPath(root: string, path: string): Promise<string> {
  const pattern = patternOf(path);
  const before = await readIgnoreFile(root);
  if (before.split(/\r?\n/).includes(pattern)) return pattern;
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  await writeIgnoreFile(root, `${before}${gap}${pattern}\n`);
  return pattern;
}

/** Takes a pattern out again; the file goes with the last one. Rejects with `PLUGIN_CHAT_SAVE`. */
export async function removeIgnorePattern(root: string, pattern: string): Promise<void> {
  const lines = (await readIgnoreFile(root)).split('\n');
  await writeIgnoreFile(root, lines.filter((line) => line.replace(/\r$/, '') !== pattern).join('\n'));
}

/** As gitignore(5): from the root, with what is special there escaped. */
function patternOf(path: string): string {
  const escaped = path
    .replaceAll(/[\\*?[\]]/g, String.raw`\$&`)
    .replace(/ +$/, (blanks) => blanks.replaceAll(' ', String.raw`\ `));
  return `/${escaped}`;
}

async function readIgnoreFile(root: string): Promise<string> {
  const { file } = await findSaveTarget(root, name);
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

async function writeIgnoreFile(root: string, text: string): Promise<void> {
  const target = await findSaveTarget(root, name);
  if (text.trim() === '') return rm(target.file, { force: true });
  await saveProjectFile(target, text, target.exists);
}
