import type { TreeNode } from 'devmgr/plugin-api';
import type { DataFile } from '../../finetuning/draft/find-data-files.js';

interface Folder extends TreeNode {
  readonly children: TreeNode[];
}

/** Files by their folders, each with its path as its id; those that hold JSON lines come first, and what else may be data is told apart. */
export function fileTree(files: readonly DataFile[]): readonly TreeNode[] {
  const root: Folder = { id: '/', label: '', children: [] };
  const folders = new Map<string, Folder>([['', root]]);
  const folderOf = (path: string): Folder => {
    const known = folders.get(path);
    if (known) return known;
    const at = path.lastIndexOf('/');
    const folder: Folder = { id: `${path}/`, label: path.slice(at + 1), children: [] };
    folders.set(path, folder);
    folderOf(at < 0 ? '' : path.slice(0, at)).children.push(folder);
    return folder;
  };
  for (const { path, isLines } of files) {
    const at = path.lastIndexOf('/');
    const label = path.slice(at + 1);
    folderOf(at < 0 ? '' : path.slice(0, at)).children.push({
      id: path,
      label: isLines ? label : [{ text: label, style: 'muted' }],
    });
  }
  return root.children;
}

/** The ids of all folders of a tree. */
export function folderIds(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap(({ id, children }) => (children ? [id, ...folderIds(children)] : []));
}
