import type { Node } from 'web-tree-sitter';

/** How deep functions lie in calls that wrap them: `memo(forwardRef((props, ref) => …))`. */
const maxWrappers = 3;

/** The function that an expression is, or that it wraps in calls: `memo(() => …)`, `wrap(async () => …)`. */
export function functionIn(value: Node | null, wrappers = maxWrappers): Node | undefined {
  switch (value?.type) {
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function':
      return value;
    case 'call_expression':
      return wrappers > 0 && value.endPosition.row > value.startPosition.row
        ? functionAmong(value, wrappers)
        : undefined;
    case 'as_expression':
    case 'satisfies_expression':
    case 'parenthesized_expression':
      return functionIn(value.firstNamedChild, wrappers);
    default:
      return undefined;
  }
}

/** Among the arguments of a call. */
function functionAmong(call: Node, wrappers: number): Node | undefined {
  for (const argument of call.childForFieldName('arguments')?.namedChildren ?? []) {
    const found = functionIn(argument, wrappers - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
