import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';

export interface TreeNode {
  /** Unique in the tree. */
  readonly id: string;
  readonly label: StyledText;
  /** At the right edge. */
  readonly detail?: StyledText;
  /** Given, also empty: it can be opened. */
  readonly children?: readonly TreeNode[];
}

export interface TreeOptions extends BaseOptions {
  readonly empty?: StyledText;
  /** Ids of nodes that are open at first. */
  readonly open?: readonly string[];
}

/**
 * Right and left open and close a node, or go to its first child and to what it lies in; Space and a click on its sign open
 * and close it. Enter and a double click activate it, and open or close it if it can be.
 */
export interface TreeHandle extends WidgetHandle {
  /** What is open and what is selected survives by id. */
  setNodes(nodes: readonly TreeNode[]): void;
  setEmpty(text: StyledText): void;
  setOpen(id: string, isOpen: boolean): void;
  /** Opens what it lies in. */
  select(id: string): void;
  readonly selected: ReadonlyStore<TreeNode | undefined>;
  readonly onDidActivate: Event<TreeNode>;
  /** A click on a node, not on its sign; the second one of a double click activates it. */
  readonly onDidClick: Event<TreeNode>;
}
