import type { Node } from 'web-tree-sitter';
import { lastRow } from './last-row.js';
import { rowFlag, type OutlineItem } from './outline.js';
import type { SyntaxDefinition, SyntaxLanguage } from './syntax-language.js';

interface Scope {
  /** Qualified name of what the nodes lie in. */
  readonly symbol: string | undefined;
  readonly isMember: boolean;
  readonly depth: number;
}

/** Comments and the like that may belong to the next definition. */
interface Lead {
  readonly startRow: number;
  readonly endRow: number;
  readonly column: number;
}

/** Deeper than people write: `else if` of the grammars that nest it, hostile files. */
const maxDepth = 24;

/** Finds the definitions in a tree. Calls into the tree are slow, so it looks at no node below a function. */
export class OutlineReader {
  readonly #language: SyntaxLanguage;
  readonly #text: string;
  readonly #rows: Uint8Array;
  readonly #names = new Map<number, readonly string[]>();

  /** @param rows - Flags of every row, which are added to. */
  constructor(language: SyntaxLanguage, text: string, rows: Uint8Array) {
    this.#language = language;
    this.#text = text;
    this.#rows = rows;
  }

  /** Names of constants, variables and attributes in what was read, by row. */
  get names(): ReadonlyMap<number, readonly string[]> {
    return this.#names;
  }

  /** Definitions among the nodes, in order. */
  read(nodes: readonly Node[], scope: Scope = { symbol: undefined, isMember: false, depth: 0 }): OutlineItem[] {
    const items: OutlineItem[] = [];
    let lead: Lead | undefined;
    let busyRow = -1;
    for (const node of nodes) {
      const item = this.#language.describe(node, { text: this.#text, isMember: scope.isMember });
      const [startRow, endRow] = [node.startPosition.row, lastRow(node)];
      if (item.role === 'lead') {
        this.#flag(startRow, endRow, rowFlag.comment);
        if (startRow > busyRow) lead = joinLead(lead, { startRow, endRow, column: node.startPosition.column });
        continue;
      }
      if (item.role === 'definition') {
        append(items, this.#define(node, item, lead, scope));
        if (item.name === undefined) this.#name(node, scope);
      } else if (item.role === 'inside' && scope.depth < maxDepth) {
        this.#flag(startRow, node.type === 'ERROR' ? endRow : startRow, flagOf(node));
        items.push(
          ...this.read(item.nodes, { ...scope, symbol: join(scope.symbol, item.scope), depth: scope.depth + 1 }),
        );
      } else {
        this.#flag(startRow, endRow, flagOf(node));
        this.#name(node, scope);
      }
      lead = undefined;
      busyRow = endRow;
    }
    return items;
  }

  #define(node: Node, item: SyntaxDefinition, lead: Lead | undefined, { symbol: outer, depth }: Scope): OutlineItem {
    const { row, column } = node.startPosition;
    const hasLead = lead !== undefined && lead.endRow >= row - 1 && lead.column <= column;
    const symbol = item.name === undefined ? undefined : join(outer, item.name);
    const members =
      item.members === undefined || depth >= maxDepth
        ? []
        : this.read(item.members, { symbol: symbol ?? outer, isMember: item.kind === 'class', depth: depth + 1 });
    const { kind, signature, isBareHeader = false, isDeclaration = false } = item;
    const startRow = hasLead ? lead.startRow : row;
    return { startRow, endRow: lastRow(node), kind, symbol, signature, members, isBareHeader, isDeclaration, node };
  }

  #name(node: Node, { symbol }: Scope): void {
    const names = this.#language.names?.(node) ?? [];
    if (names.length === 0) return;
    const { row } = node.startPosition;
    this.#names.set(row, [...(this.#names.get(row) ?? []), ...names.map((name) => join(symbol, name) ?? name)]);
  }

  #flag(startRow: number, endRow: number, flag: number): void {
    for (let row = startRow; row <= endRow; row += 1) this.#rows[row] = (this.#rows[row] ?? 0) | flag;
  }
}

function flagOf(node: Node): number {
  return node.type === 'ERROR' ? rowFlag.code | rowFlag.broken : rowFlag.code;
}

function joinLead(before: Lead | undefined, next: Lead): Lead {
  return before !== undefined && before.endRow >= next.startRow - 1 ? { ...before, endRow: next.endRow } : next;
}

/** Overloads are one with what they are overloads of. */
function append(items: OutlineItem[], item: OutlineItem): void {
  const before = items.at(-1);
  const isOverload = before?.isDeclaration === true && before.symbol === item.symbol && before.symbol !== undefined;
  if (isOverload) items[items.length - 1] = { ...item, startRow: before.startRow };
  else items.push(item);
}

function join(outer: string | undefined, name: string | undefined): string | undefined {
  return outer === undefined || name === undefined ? (name ?? outer) : `${outer}.${name}`;
}
