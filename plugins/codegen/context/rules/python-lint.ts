import { tableAt, type ConfigFiles, type ConfigTable } from './config-files.js';
import { ruffTable } from './python-format.js';
import type { Rule } from './rule.js';

/** What rules of ruff (and of flake8's plugins) ask of new code, by their prefixes. */
const meanings: readonly (readonly [prefix: RegExp, says: string])[] = [
  [/^ANN/, 'annotations on all arguments and results'],
  [/^D(?:\d|$)/, 'docstrings on all that is public'],
  [/^T20/, 'no print'],
  [/^N(?:\d|$)/, 'names as in PEP 8'],
  [/^UP/, 'the newest syntax that the Python version allows'],
  [/^B(?:\d|$)/, 'no mutable or called defaults of arguments'],
  [/^S(?:\d|$)/, 'nothing that bandit warns of (no assert outside tests, no secrets in the code)'],
  [/^PTH/, 'pathlib instead of os.path'],
  [/^DTZ/, 'no datetime without a time zone'],
  [/^PT(?:\d|$)/, 'pytest style'],
  [/^C90/, 'small functions'],
  [/^ERA/, 'no code in comments'],
  [/^BLE/, 'no blind except'],
  [/^(?:EM|TRY)/, 'messages of exceptions in a variable, no try around what cannot fail'],
  [/^ASYNC/, 'nothing that blocks in async functions'],
];

/** ruff's rules, the style of docstrings. */
export async function pythonLint(pyproject: ConfigTable, files: ConfigFiles): Promise<readonly Rule[]> {
  const ruff = await ruffTable(pyproject, files);
  const lint = { ...ruff, ...tableAt(ruff, 'lint') };
  const selected = namesIn(lint['select'], lint['extend-select']);
  const ignored = namesIn(lint['ignore'], lint['extend-ignore']);
  const isOn = (prefix: RegExp) =>
    selected.some((rule) => prefix.test(rule)) && !ignored.some((rule) => /^[A-Z]+$/.test(rule) && prefix.test(rule));
  const asked = selected.includes('ALL') ? [] : meanings.filter(([prefix]) => isOn(prefix)).map(([, says]) => says);
  const convention = tableAt(lint, 'pydocstyle')['convention'];
  return [
    ...(selected.includes('ALL')
      ? [{ text: 'All rules of ruff are on: annotations and docstrings everywhere, no print.' }]
      : []),
    ...(asked.length > 0 ? [{ text: `ruff asks for: ${asked.join('; ')}.` }] : []),
    ...(typeof convention === 'string' ? [{ text: `Docstrings in the ${convention} style.` }] : []),
  ];
}

function namesIn(...lists: readonly unknown[]): readonly string[] {
  return lists.flat().filter((each) => typeof each === 'string');
}
