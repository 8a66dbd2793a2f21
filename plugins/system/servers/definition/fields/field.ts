/** What is wrong with a value of a settings file. */
export interface FieldProblem {
  /** The way to it inside the value: `interval`, `headers.Accept`; empty: the value itself. */
  readonly at: string;
  /** Goes on after the name of the setting: `must be true or false`. */
  readonly problem: string;
  /** What to do, as a sentence; absent: what every wrong setting wants. */
  readonly hint?: string;
}

export type Reading<T> = { readonly value: T } | { readonly problems: readonly FieldProblem[] };

/** How one setting is read. */
export type Field<T> = (value: unknown) => Reading<T>;

/** A reading of a value that is wrong as a whole. */
export function wrong(problem: string, hint?: string): { readonly problems: readonly FieldProblem[] } {
  return { problems: [{ at: '', problem, ...(hint !== undefined && { hint }) }] };
}

/** A problem inside of `key`. */
export function below(key: string, problem: FieldProblem): FieldProblem {
  return { ...problem, at: problem.at === '' ? key : `${key}.${problem.at}` };
}

/** An object as TOML and JSON make it. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
