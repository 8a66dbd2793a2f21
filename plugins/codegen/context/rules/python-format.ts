import { tableAt, type ConfigFiles, type ConfigTable } from './config-files.js';
import type { Rule } from './rule.js';

/** Formatters and the order of imports: ruff, black, isort, flake8; from pyproject.toml, ruff.toml, setup.cfg, tox.ini, .flake8. */
export async function pythonFormat(pyproject: ConfigTable, files: ConfigFiles): Promise<readonly Rule[]> {
  const ruff = await ruffTable(pyproject, files);
  const black = tableAt(pyproject, 'tool', 'black');
  const [flake8, isort] = await Promise.all([iniSection(files, 'flake8'), isortTable(pyproject, files)]);
  const formatter = has(pyproject, 'black') ? 'black' : tableKeys(ruff) ? 'ruff' : undefined;
  const length = numberOf(
    ruff['line-length'] ?? black['line-length'] ?? isort['line_length'] ?? flake8['max-line-length'],
  );
  const usual = formatter === undefined ? undefined : 88;
  return [
    ...lineLength(length ?? usual, formatter),
    ...quoteStyle(ruff, black),
    ...importOrder(ruff, isort, has(pyproject, 'isort')),
  ];
}

/** Of `[tool.ruff]`, or of a file of its own. */
export async function ruffTable(pyproject: ConfigTable, files: ConfigFiles): Promise<ConfigTable> {
  const [own, hidden] = await Promise.all([files.toml('ruff.toml'), files.toml('.ruff.toml')]);
  return { ...tableAt(pyproject, 'tool', 'ruff'), ...hidden, ...own };
}

export async function iniSection(files: ConfigFiles, section: string): Promise<Readonly<Record<string, string>>> {
  const names = [`.${section}`, `${section}.ini`, 'setup.cfg', 'tox.ini'];
  const all = await Promise.all(names.map((name) => files.ini(name)));
  return all.map((sections) => sections[section]).find((found) => found !== undefined) ?? {};
}

async function isortTable(pyproject: ConfigTable, files: ConfigFiles): Promise<ConfigTable> {
  return { ...(await iniSection(files, 'isort')), ...tableAt(pyproject, 'tool', 'isort') };
}

function lineLength(length: number | undefined, formatter: string | undefined): readonly Rule[] {
  if (length === undefined) return [];
  const by = formatter === undefined ? '' : `Formatted with ${formatter}: `;
  const text = `${by}lines of at most ${length} characters.`;
  const label = [formatter, `line length ${length}`].filter(Boolean).join(', ');
  return [{ text: text.charAt(0).toUpperCase() + text.slice(1), label }];
}

function quoteStyle(ruff: ConfigTable, black: ConfigTable): readonly Rule[] {
  const style = tableAt(ruff, 'format')['quote-style'];
  if (style === 'single') return [{ text: 'Strings in single quotes.' }];
  return style === 'double' && black['skip-string-normalization'] !== true
    ? [{ text: 'Strings in double quotes.' }]
    : [];
}

function importOrder(ruff: ConfigTable, isort: ConfigTable, isStated: boolean): readonly Rule[] {
  const lint = { ...ruff, ...tableAt(ruff, 'lint') };
  const selected = [lint['select'], lint['extend-select']].flat();
  const isSorted =
    isStated || tableKeys(isort) || selected.some((rule) => rule === 'I' || rule === 'ALL' || rule === 'I001');
  if (!isSorted) return [];
  const oneEach =
    /^true$/i.test(textOf(isort['force_single_line'])) || tableAt(lint, 'isort')['force-single-line'] === true;
  const text = 'Imports are sorted: standard library, other packages, the project, with an empty line between.';
  return [{ text: oneEach ? `${text} One name an import.` : text }];
}

function has(pyproject: ConfigTable, tool: string): boolean {
  return Object.hasOwn(tableAt(pyproject, 'tool'), tool);
}

function tableKeys(table: ConfigTable): boolean {
  return Object.keys(table).length > 0;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
