import type { Node } from 'web-tree-sitter';

/** Shorter ones stay whole. */
const longObject = 40;

/** Entries of a long object, also of one that is given to a call: `defineComponent({ … })`. */
export function membersOfObject(value: Node | null | undefined): readonly Node[] | undefined {
  if (!value || value.endPosition.row - value.startPosition.row < longObject) return undefined;
  if (value.type === 'object') return value.namedChildren;
  if (value.type !== 'call_expression') return undefined;
  const given = value.childForFieldName('arguments')?.namedChildren.filter((argument) => argument.type === 'object');
  return given?.length === 1 ? given[0]?.namedChildren : undefined;
}
