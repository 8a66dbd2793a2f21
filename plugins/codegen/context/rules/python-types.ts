import { tableAt, type ConfigFiles, type ConfigTable } from './config-files.js';
import { iniSection } from './python-format.js';
import type { Rule } from './rule.js';

const annotated = 'annotate every argument and result, also in tests where the others do';

/** How strictly types are checked: mypy, pyright, basedpyright, ty. */
export async function pythonTypes(pyproject: ConfigTable, files: ConfigFiles): Promise<readonly Rule[]> {
  const [ini, json] = await Promise.all([iniSection(files, 'mypy'), files.json('pyrightconfig.json')]);
  const mypy = { ...ini, ...tableAt(pyproject, 'tool', 'mypy') };
  const pyright = {
    ...tableAt(pyproject, 'tool', 'pyright'),
    ...tableAt(pyproject, 'tool', 'basedpyright'),
    ...json,
  };
  return [...mypyRule(mypy), ...pyrightRule(pyright)];
}

function mypyRule(mypy: ConfigTable): readonly Rule[] {
  if (Object.keys(mypy).length === 0) return [];
  const isOn = (key: string) => mypy[key] === true || /^(?:true|1|yes|on)$/i.test(String(mypy[key]));
  if (isOn('strict'))
    return [{ text: `Types are checked by mypy in strict mode: ${annotated}; no implicit Any.`, label: 'mypy strict' }];
  const strict = isOn('disallow_untyped_defs') || isOn('disallow_incomplete_defs');
  return [{ text: `Types are checked by mypy${strict ? `: ${annotated}` : ''}.`, label: 'mypy' }];
}

function pyrightRule(pyright: ConfigTable): readonly Rule[] {
  if (Object.keys(pyright).length === 0) return [];
  const mode = pyright['typeCheckingMode'];
  const isStrict = mode === 'strict' || mode === 'all' || mode === 'recommended';
  const label = isStrict ? `pyright ${mode}` : 'pyright';
  return [
    {
      text: isStrict ? `Types are checked by pyright, ${mode}: ${annotated}.` : 'Types are checked by pyright.',
      label,
    },
  ];
}
