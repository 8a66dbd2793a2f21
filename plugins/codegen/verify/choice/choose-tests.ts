import { inParallel } from '../copy/in-parallel.js';
import { folderOf, isConftest, isTestFile } from '../test-file-name.js';
import type { TestChoice } from '../verification.js';
import type { VerifiedFile } from '../verified-file.js';
import type { ChoiceParts } from './choice-parts.js';
import { testsByImport, testsThatNameModule } from './tests-by-import.js';
import { testsByName } from './tests-by-name.js';

/** A command line of more paths than that is the suite. */
const mostPaths = 200;

/** Tests of one file, and what they are to it. */
interface Concerned {
  readonly paths: readonly string[];
  readonly reason: string;
}

/**
 * Tests that concern files: the file itself when it is a test, its test module by name, tests that import it; tests that name it when it is
 * no Python; where there are none, all tests below a conftest that imports it; else the suite.
 */
export async function chooseTests(files: readonly VerifiedFile[], parts: ChoiceParts): Promise<TestChoice> {
  const known = await withAnswer(files, parts);
  const paths = await known.files();
  const concerned: Concerned[] = [];
  for (const file of files) {
    const found = await testsOf(file.path, paths, known);
    if (found) concerned.push(found);
  }
  const chosen = [...new Set(concerned.flatMap((found) => found.paths))];
  if (chosen.includes('')) return suite(concerned.find((found) => found.paths.includes(''))?.reason ?? '');
  if (chosen.length === 0) return suite(`no test concerns ${namesOf(files)}`);
  if (chosen.length > mostPaths) return suite(`${chosen.length} test files concern ${namesOf(files)}`);
  return { paths: chosen, reason: [...new Set(concerned.map((found) => found.reason))].join('; ') };
}

const suite = (why: string): TestChoice => ({ paths: [], reason: `${why}: the whole suite` });

/** The project as it would be: new files are there, and the texts are those of the answer. */
async function withAnswer(files: readonly VerifiedFile[], parts: ChoiceParts): Promise<ChoiceParts> {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const paths = [...new Set([...(await parts.files()), ...texts.keys()])];
  return {
    ...parts,
    files: () => Promise.resolve(paths),
    read: (path) => (texts.has(path) ? Promise.resolve(texts.get(path)) : parts.read(path)),
  };
}

async function testsOf(path: string, paths: readonly string[], parts: ChoiceParts): Promise<Concerned | undefined> {
  if (isTestFile(path)) return { paths: [path], reason: `${path} itself` };
  if (isConftest(path)) return belowFolder(path);
  return /\.pyi?$/.test(path) ? testsOfModule(path, paths, parts) : testsThatName(path, paths, parts);
}

/** `''`, the root, means the suite. */
const belowFolder = (path: string): Concerned => ({
  paths: [folderOf(path)],
  reason: folderOf(path) === '' ? `fixtures of all tests are in ${path}` : `tests whose fixtures are in ${path}`,
});

async function testsOfModule(
  path: string,
  paths: readonly string[],
  parts: ChoiceParts,
): Promise<Concerned | undefined> {
  const named = testsByName(path, paths);
  const imported = await testsByImport(path, parts);
  const said = await testsThatNameModule(path, paths.filter(isTestFile), parts);
  const there = new Set(paths);
  const importing = [...new Set([...imported.tests, ...said])].filter(
    (test) => there.has(test) && !named.includes(test),
  );
  if (named.length + importing.length > 0)
    return { paths: [...named, ...importing], reason: because(path, named, importing) };
  if (imported.folders.length === 0) return undefined;
  return { paths: imported.folders, reason: `tests whose fixtures import ${path}` };
}

function because(path: string, named: readonly string[], importing: readonly string[]): string {
  if (named.length === 0) return `tests that import ${path}`;
  return importing.length === 0 ? `the tests of ${path}` : `the tests of ${path}, and those that import it`;
}

/** A template, a query, data: tests that read it say its name. */
async function testsThatName(
  path: string,
  paths: readonly string[],
  { read, signal }: ChoiceParts,
): Promise<Concerned | undefined> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found: string[] = [];
  await inParallel(paths.filter(isTestFile), { most: 16, signal }, async (test) => {
    if ((await read(test))?.includes(name)) found.push(test);
  });
  return found.length === 0 ? undefined : { paths: found.sort(), reason: `tests that name ${name}` };
}

function namesOf(files: readonly VerifiedFile[]): string {
  const [first, ...rest] = files;
  if (!first) return 'this';
  return rest.length === 0 ? first.path : `${first.path} and ${rest.length} more`;
}
