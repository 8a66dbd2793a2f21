import type { TreeNode } from 'devmgr/plugin-api';

/** A node that is in view when nothing is scrolled away. */
export interface TreeRow {
  readonly node: TreeNode;
  /** 0 at the root. */
  readonly depth: number;
  readonly isOpen: boolean;
}

/** The rows of a tree of which only the nodes in `open` show their children, from top to bottom. */
export function treeRows(nodes: readonly TreeNode[], open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (level: readonly TreeNode[], depth: number): void => {
    for (const node of level) {
      const isOpen = node.children !== undefined && open.has(node.id);
      rows.push({ node, depth, isOpen });
      if (isOpen) add(node.children, depth + 1);
    }
  };
  add(nodes, 0);
  return rows;
}

/** The ids of the nodes that a node lies in, from the root; `undefined`: there is no such node. */
export function pathTo(nodes: readonly TreeNode[], id: string): readonly string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const below = node.children && pathTo(node.children, id);
    if (below) return [node.id, ...below];
  }
  return undefined;
}

/** The place of the row that a row lies in, or -1. */
export function parentRow(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  let at = index - 1;
  while (at >= 0 && (rows[at]?.depth ?? 0) >= depth) at--;
  return at;
}
