import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Bounds of the scan, so that a project of any size costs about as much as starting Python. */
const mostFiles = 200;
const mostFolders = 400;
const deepest = 5;
/** Imports stand at the top of a file. */
const headBytes = 8_192;

/** Folders that tests do not import, and environments whatever their name (they hold `pyvenv.cfg`). */
const skipped =
  /^(\..*|__pycache__|node_modules|site-packages|build|dist|docs?|examples?|scripts?|tools?|benchmarks?)$/;
/** Files of tools in the root that have interpreters of their own. */
const skippedFiles = /^(setup|noxfile|tasks|fabfile|dodo)\.py$/;

interface Scan {
  readonly files: string[];
  /** Names that an import may mean in the project itself. */
  readonly own: Set<string>;
}

/**
 * Top-level modules that the project's Python files import and that are not the project's own: what the tests need
 * when nothing is declared. Only imports that always happen (at the margin) of a bounded number of files are looked
 * at, those nearest to the root first; the standard library is among them. What cannot be read is left out.
 */
export async function importedPackages(root: string): Promise<readonly string[]> {
  const { files, own } = await listFiles(root);
  const heads = await Promise.all(files.map(readHead));
  const names = new Set(heads.flatMap(importedNames));
  return [...names].filter((name) => !own.has(name)).sort();
}

/** The modules named by `import a.b, c as d` and `from a.b import c` at the margin. Relative imports name none. */
export function importedNames(source: string): string[] {
  const names: string[] = [];
  for (const [, list, from] of source.matchAll(/^(?:import[ \t]+([\w., \t]+)|from[ \t]+(\w[\w.]*)[ \t]+import\b)/gm)) {
    for (const module of (list ?? from ?? '').split(',')) {
      const name = /^\s*([A-Za-z_]\w*)/.exec(module)?.[1];
      if (name !== undefined && name !== '__future__') names.push(name);
    }
  }
  return names;
}

/** Folder by folder, those nearest to the root first. */
async function listFiles(root: string): Promise<Scan> {
  const scan: Scan = { files: [], own: new Set() };
  let level = [root];
  let left = mostFolders;
  for (let depth = 0; depth <= deepest && level.length > 0 && scan.files.length < mostFiles; depth++) {
    const below = await Promise.all(level.slice(0, left).map((folder) => listFolder(folder, folder === root, scan)));
    left -= level.length;
    level = left > 0 ? below.flat() : [];
  }
  return { files: scan.files.slice(0, mostFiles), own: scan.own };
}

/** Adds the files of one folder and returns its folders. */
async function listFolder(folder: string, isRoot: boolean, scan: Scan): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some((entry) => entry.name === 'pyvenv.cfg')) return [];
  scan.own.add(basename(folder));
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
    scan.own.add(entry.name.slice(0, -3));
    if (!isRoot || !skippedFiles.test(entry.name)) scan.files.push(join(folder, entry.name));
  }
  const folders = entries.filter((entry) => entry.isDirectory() && !skipped.test(entry.name));
  return folders.map((entry) => join(folder, entry.name));
}

async function readHead(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}
