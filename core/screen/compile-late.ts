type Method = (this: unknown, params: unknown) => unknown;
type Compile = (this: unknown, info: unknown, name: string, value: unknown) => unknown;

/** Blessed's reader of terminfo entries. */
export interface TputClass {
  readonly prototype: {
    _compile: Compile;
    readTerminfo: (this: { readonly terminal: string }, name?: string) => unknown;
  };
}

const patched = new WeakSet<object>();

/**
 * Blessed compiles each of some 300 terminal capabilities to a function when it starts, and complains about those that it
 * cannot read (plab_norm, Setulc). Now each is compiled when it is used, which is a dozen of them.
 */
export function compileLate({ prototype }: TputClass): void {
  if (patched.has(prototype)) return;
  patched.add(prototype);
  const compile = prototype._compile;
  prototype._compile = function (info, name, value) {
    // Numbers, flags and the contents of files are no functions.
    if (typeof value !== 'string' || value === '' || name.endsWith('_file'))
      return compile.call(this, info, name, value);
    let method: Method | undefined;
    const late: Method = (params) => {
      method ??= compile.call(this, info, name, value) as Method;
      return method.call(this, params);
    };
    return late;
  };
}
