import { posix } from 'node:path';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import type { CapsulePart } from './failure-capsule.js';
import { numberedLines } from './frame-lines.js';
import { importedNames, type ImportedName } from './imported-names.js';
import { functionAt } from './read-function.js';
import { readProjectFile } from './read-project-file.js';

/** Definitions that are shown; the statement that failed seldom has more. */
const MOST = 3;
/** Where modules of a project begin. */
const ROOTS = ['', 'src'];

/** What a failing statement of a test calls. */
export interface CodeUnderTest {
  readonly part: CapsulePart | undefined;
  /** Files of the project that the test's file imports, nearest names first: the cause of a failed assertion is mostly there. */
  readonly files: readonly string[];
}

/**
 * An assertion that fails has one frame, the test's own: what it has called is over. `statement`: the lines that failed. The functions of the project
 * that it names, and files that the test imports, as far as names tell.
 */
export async function codeUnderTest(root: string, test: TestCase, statement: string): Promise<CodeUnderTest> {
  const text = (await readProjectFile(root, test.file)) ?? '';
  const imported = importedNames(text);
  const words = new Set(statement.match(/\b[A-Za-z_]\w*/g));
  const files = new Set<string>();
  const shown: string[] = [];
  let count = 0;
  for (const name of [...imported].sort((a, b) => Number(words.has(b.name)) - Number(words.has(a.name)))) {
    const found = await moduleOf(root, test.file, name);
    if (!found) continue;
    files.add(found.path);
    const lines = words.has(name.name) && count < MOST ? definition(found.text, name.original) : undefined;
    if (!lines) continue;
    shown.push(`${found.path}:${lines.firstLine}`, ...numberedLines(lines, undefined), '');
    count += 1;
  }
  const title = 'What the statement calls';
  const part: CapsulePart | undefined =
    shown.length > 0 ? { kind: 'code', title, lines: shown.slice(0, -1), keep: 'start' } : undefined;
  return { part, files: [...files] };
}

function definition(text: string, name: string | undefined) {
  if (name === undefined) return undefined;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => new RegExp(`^(?:async\\s+def|def|class)\\s+${name}\\b`).test(line));
  return at === -1 ? undefined : functionAt(lines, at + 1);
}

/** The file that a name comes from: a module, a package, or a module that the name itself is. */
async function moduleOf(
  root: string,
  importer: string,
  { level, module, original }: ImportedName,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  const bases = level > 0 ? [posix.join(posix.dirname(importer), '../'.repeat(level - 1))] : ROOTS;
  const inside = module.replaceAll('.', '/');
  for (const base of bases) {
    const folder = posix.join(base, inside);
    const candidates = [
      ...(original === undefined ? [] : [`${posix.join(folder, original)}.py`]),
      ...(inside === '' ? [] : [`${folder}.py`]),
      posix.join(folder, '__init__.py'),
    ];
    for (const path of candidates) {
      const text = await readProjectFile(root, path);
      if (text !== undefined && text !== '') return { path, text };
    }
  }
  return undefined;
}
