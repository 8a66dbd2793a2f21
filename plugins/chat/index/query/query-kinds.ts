import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';

const kinds: Readonly<Record<CodeKind, string>> = {
  function: 'func fn def callable',
  method: 'function func fn def callable member',
  class: 'struct interface type enum trait model',
  module: 'file imports preamble',
  statement: 'query table',
  entry: 'key config setting',
  section: 'heading doc docs',
  rule: 'selector style',
  window: 'lines other',
};

export const kindNames = Object.keys(kinds);

/** Kinds for what stands behind `kind:`; `function` is functions and methods, `method` the latter. Empty when none is called so. */
export function kindsNamed(name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return Object.entries(kinds).flatMap(([kind, aliases]) =>
    kind === wanted || aliases.split(' ').includes(wanted) ? [kind] : [],
  );
}
