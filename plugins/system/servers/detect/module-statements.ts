import { depthChange } from './brackets.js';
import { pythonStatements, type PythonStatement } from './python-statements.js';

/** A statement and where it stands. */
export interface ModuleStatement extends PythonStatement {
  /** The function that it is in: the innermost `def`. `undefined` at the level of the module. */
  readonly inFunction: string | undefined;
  readonly inClass: boolean;
}

interface Block {
  readonly indent: number;
  readonly kind: 'function' | 'class' | 'plain' | 'not-imported';
  readonly name: string;
}

/**
 * The statements of a module with their scope. What is under `if __name__ == '__main__'` is left out:
 * it does not exist when the module is imported.
 */
export function moduleStatements(source: string): ModuleStatement[] {
  const blocks: Block[] = [];
  const found: ModuleStatement[] = [];
  for (const statement of pythonStatements(source).flatMap(splitCompound)) {
    while ((blocks.at(-1)?.indent ?? -1) >= statement.indent) blocks.pop();
    const opens = blockOf(statement);
    if (blocks.every((block) => block.kind !== 'not-imported')) found.push({ ...statement, ...scope(blocks) });
    if (opens) blocks.push(opens);
  }
  return found;
}

function scope(blocks: readonly Block[]): Pick<ModuleStatement, 'inFunction' | 'inClass'> {
  return {
    inFunction: blocks.findLast((block) => block.kind === 'function')?.name,
    inClass: blocks.some((block) => block.kind === 'class'),
  };
}

function blockOf({ indent, tokens }: PythonStatement): Block | undefined {
  if (tokens.at(-1) !== ':') return undefined;
  const [first, second] = tokens[0] === 'async' ? tokens.slice(1) : tokens;
  if (first === 'def' || first === 'class')
    return { indent, kind: first === 'def' ? 'function' : 'class', name: second ?? '' };
  return { indent, kind: isMainGuard(tokens) ? 'not-imported' : 'plain', name: '' };
}

function isMainGuard(tokens: readonly string[]): boolean {
  const isName = (token: string | undefined) => token === '__name__';
  const isMain = (token: string | undefined) => token === '"__main__"' || token === "'__main__'";
  const [keyword, left, operator, right] = tokens;
  if (keyword !== 'if' || operator !== '==') return false;
  return (isName(left) && isMain(right)) || (isMain(left) && isName(right));
}

/** `if x: y = 1` becomes its head and its body, one column further in. */
function splitCompound(statement: PythonStatement): PythonStatement[] {
  const { tokens, indent, line } = statement;
  if (!/^(?:if|elif|else|try|except|finally|with|for|while|class|def|async)$/.test(tokens[0] ?? '')) return [statement];
  const colon = headEnd(tokens);
  if (colon < 0 || colon === tokens.length - 1) return [statement];
  return [
    { indent, line, tokens: tokens.slice(0, colon + 1) },
    { indent: indent + 1, line, tokens: tokens.slice(colon + 1) },
  ];
}

function headEnd(tokens: readonly string[]): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    depth += depthChange(token);
    return token === ':' && depth === 0;
  });
}
