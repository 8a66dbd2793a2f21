import type { PythonStatement } from './python-statements.js';
import { splitOutsideBrackets } from './brackets.js';

/** `from <dots><module> import <name> as <as>`; a plain `import a.b as c` has no name. */
export interface ModuleImport {
  readonly level: number;
  readonly module: string;
  readonly name: string | undefined;
  readonly as: string;
  /** From 1. */
  readonly line: number;
}

/** The names that an `import` or `from` statement binds. */
export function readImports({ tokens, line }: PythonStatement): ModuleImport[] {
  if (tokens[0] === 'import') {
    return splitOutsideBrackets(tokens.slice(1), ',').map((part) => {
      const [module = '', as] = part.join(' ').replaceAll(' . ', '.').split(' as ');
      return { level: 0, module, name: undefined, as: as ?? module, line };
    });
  }
  const at = tokens.indexOf('import');
  const from = tokens.slice(1, at < 0 ? 1 : at).join('');
  const module = from.replace(/^\.+/, '');
  const names = tokens.slice(at + 1).filter((token) => token !== '(' && token !== ')');
  return splitOutsideBrackets(names, ',').flatMap(([name, , as]) =>
    name === undefined ? [] : [{ level: from.length - module.length, module, name, as: as ?? name, line }],
  );
}
