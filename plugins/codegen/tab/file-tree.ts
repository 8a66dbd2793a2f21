import type { TreeNode } from 'devmgr/plugin-api';
import type { ProjectFile, ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';

/** So many files are put into the tree without a pause: about a millisecond. */
const sliceFiles = 2_000;

/** A folder of the project; its id is its path with `/` at the end. Children are made when somebody looks at them. */
class FolderNode implements TreeNode {
  readonly id: string;
  readonly label: string;
  readonly #folders = new Map<string, FolderNode>();
  readonly #files: TreeNode[] = [];

  constructor(id: string) {
    this.id = id;
    this.label = id.split('/').at(-2) ?? id;
  }

  get children(): readonly TreeNode[] {
    const folders = [...this.#folders.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
    return [...folders, ...this.#files];
  }

  /** `at`: where the name after this folder begins in the path. */
  add(path: string, at: number, file: TreeNode): void {
    const end = path.indexOf('/', at);
    if (end < 0) return void this.#files.push(file);
    const name = path.slice(at, end);
    const folder = this.#folders.get(name) ?? new FolderNode(path.slice(0, end + 1));
    this.#folders.set(name, folder);
    folder.add(path, end + 1, file);
  }
}

/** Files as a tree of folders, folders first. `files` by path. Gives up, with `undefined`, when the signal is aborted. */
export async function fileTree(
  files: readonly ProjectFile[],
  isSecret: ProjectFiles['isSecret'],
  signal: AbortSignal,
): Promise<readonly TreeNode[] | undefined> {
  const root = new FolderNode('/');
  for (let from = 0; from < files.length; from += sliceFiles) {
    for (const { path, skipped } of files.slice(from, from + sliceFiles))
      root.add(path, 0, fileNode(path, skipped === 'secret' || isSecret(path)));
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return undefined;
  }
  return root.children;
}

function fileNode(path: string, isSecret: boolean): TreeNode {
  const label = path.slice(path.lastIndexOf('/') + 1);
  return isSecret ? { id: path, label, detail: [{ text: 'secret', style: 'warning' }] } : { id: path, label };
}

/** The path of a file in the tree; `undefined`: it is a folder. */
export function filePathOf(node: TreeNode | undefined): string | undefined {
  return node === undefined || node.id.endsWith('/') ? undefined : node.id;
}
