import { closingIndex, splitOutsideBrackets } from './brackets.js';
import { moduleStatements, type ModuleStatement } from './module-statements.js';
import { readImports, type ModuleImport } from './read-imports.js';

/** A name of the module that holds an application, or makes one. */
export interface AppName {
  readonly name: string;
  readonly line: number;
  /** `instance`: from `FastAPI(...)`; `made`: from a call of a factory; `factory`: the factory itself. */
  readonly kind: 'instance' | 'made' | 'factory';
  /** The factory that made it, when this module does not show that it makes FastAPI applications. */
  readonly unprovenFactory?: string;
}

export interface ModuleScan {
  readonly apps: readonly AppName[];
  readonly imports: readonly ModuleImport[];
  /** Names that are mounted into another application: no servers of their own. */
  readonly mounted: ReadonlySet<string>;
}

const FACTORY_NAME = /^(?:create|make|build|get|init|setup|new)_(?:\w+_)?(?:app|api|application|asgi|server)(?:_\w+)?$/;

/** Finds the FastAPI applications of a module in its source, without running it. Never throws. */
export function scanModule(source: string): ModuleScan {
  const scan = new Scan();
  const statements = moduleStatements(source);
  for (const statement of statements) scan.declare(statement);
  for (const statement of statements) scan.assign(statement);
  return { apps: scan.apps(), imports: scan.imports, mounted: scan.mounted };
}

class Scan {
  readonly imports: ModuleImport[] = [];
  readonly mounted = new Set<string>();
  /** Names, dotted as written, whose call makes an application. */
  readonly #constructors = new Set<string>();
  /** Functions of this module that return an application, with whether they can be called without arguments. */
  readonly #factories = new Map<string, { line: number; callable: boolean; proven: boolean }>();
  readonly #found = new Map<string, AppName>();

  declare(statement: ModuleStatement): void {
    const { tokens } = statement;
    if (tokens[0] === 'from' || tokens[0] === 'import') this.#import(statement);
    else if (tokens[0] === 'class') this.#subclass(tokens);
    else if (tokens[0] === 'def' && statement.inFunction === undefined && !statement.inClass) this.#function(statement);
    else if (statement.inFunction !== undefined && this.#callsConstructor(tokens)) this.#prove(statement.inFunction);
    this.#mount(tokens);
  }

  assign(statement: ModuleStatement): void {
    if (statement.inFunction !== undefined || statement.inClass) return;
    const { targets, annotation, value } = splitAssignment(statement.tokens);
    const origin = targets.length === 0 ? undefined : this.#originOf(annotation, value);
    if (!origin) return;
    // A name that is bound again, to a middleware around the application for example, still serves it.
    for (const name of targets) this.#found.set(name, { name, line: statement.line, ...origin });
  }

  apps(): AppName[] {
    const factories = [...this.#factories]
      .filter(([, factory]) => factory.proven && factory.callable)
      .map(([name, { line }]) => ({ name, line, kind: 'factory' as const }));
    return [...this.#found.values(), ...(this.#found.size > 0 ? [] : factories)];
  }

  #import(statement: ModuleStatement): void {
    for (const found of readImports(statement)) {
      this.imports.push(found);
      if (found.level > 0 || !/^fastapi(?:\.applications)?$/.test(found.module)) continue;
      if (found.name === undefined) this.#constructors.add(`${found.as}.FastAPI`);
      else if (found.name === 'FastAPI') this.#constructors.add(found.as);
    }
  }

  #subclass(tokens: readonly string[]): void {
    const bases = tokens.slice(tokens.indexOf('(') + 1, tokens.lastIndexOf(')')).join('');
    if (bases.split(',').some((base) => this.#constructors.has(base))) this.#constructors.add(tokens[1] ?? '');
  }

  #function({ tokens, line }: ModuleStatement): void {
    const arrow = tokens.lastIndexOf('->');
    const returned = arrow < 0 ? '' : unquoted(tokens.slice(arrow + 1, -1));
    const parameters = tokens.slice(3, arrow < 0 ? tokens.lastIndexOf(')') : arrow - 1);
    const callable = listItems(parameters).every(
      (part) => part.includes('=') || part[0] === '*' || part[0] === '**' || part[0] === '/',
    );
    this.#factories.set(tokens[1] ?? '', { line, callable, proven: this.#constructors.has(returned) });
  }

  #prove(name: string): void {
    const factory = this.#factories.get(name);
    // A test helper that builds an application on the way is no factory: its name or its annotation must say so.
    if (factory && FACTORY_NAME.test(name)) this.#factories.set(name, { ...factory, proven: true });
  }

  #callsConstructor(tokens: readonly string[]): boolean {
    return tokens.some((token, index) => token === '(' && this.#constructors.has(calleeBefore(tokens, index)));
  }

  #originOf(annotation: string, value: readonly string[]): Pick<AppName, 'kind' | 'unprovenFactory'> | undefined {
    if (this.#constructors.has(annotation)) return { kind: 'instance' };
    const open = value.indexOf('(');
    if (open < 0 || closingIndex(value, open) !== value.length - 1) return undefined;
    const callee = value.slice(0, open).join('');
    if (this.#constructors.has(callee)) return { kind: 'instance' };
    if (this.#factories.get(callee)?.proven) return { kind: 'made' };
    return FACTORY_NAME.test(callee.split('.').at(-1) ?? '') ? { kind: 'made', unprovenFactory: callee } : undefined;
  }

  #mount(tokens: readonly string[]): void {
    const at = tokens.findIndex(
      (token, index) => token === 'mount' && tokens[index - 1] === '.' && tokens[index + 1] === '(',
    );
    if (at < 0) return;
    for (const part of listItems(tokens.slice(at + 2, closingIndex(tokens, at + 1)))) {
      const name = part[0] === 'app' && part[1] === '=' ? part[2] : part.length === 1 ? part[0] : undefined;
      if (name && /^[\p{L}_]/u.test(name)) this.mounted.add(name);
    }
  }
}

/** `a = b: T = value`: chained targets, the annotation of the only one, and the value. */
function splitAssignment(tokens: readonly string[]): {
  targets: string[];
  annotation: string;
  value: readonly string[];
} {
  const parts = splitOutsideBrackets(tokens, '=');
  const value = parts.pop() ?? [];
  const annotation = parts[0]?.[1] === ':' ? unquoted(parts[0].slice(2)) : '';
  const targets = parts.flatMap((part) => ((part.length === 1 || part[1] === ':') && part[0] ? [part[0]] : []));
  return { targets, annotation, value };
}

function unquoted(tokens: readonly string[]): string {
  return tokens.join('').replace(/^["']|["']$/g, '');
}

function listItems(tokens: readonly string[]): string[][] {
  return splitOutsideBrackets(tokens, ',').filter((part) => part.length > 0);
}

/** The dotted name before a bracket: `fastapi.FastAPI` of `x = fastapi.FastAPI(`. */
function calleeBefore(tokens: readonly string[], open: number): string {
  let first = open - 1;
  while (tokens[first - 1] === '.') first -= 2;
  return tokens.slice(Math.max(first, 0), open).join('');
}
