import { tableAt, type ConfigTable } from './config-files.js';
import type { Rule } from './rule.js';

const mostPackages = 40;

/** Programs that work on the code, not for it. */
const tool =
  /^(?:(?:pytest|coverage|mypy|pyright|ruff|black|isort|flake8|pylint|tox|nox|twine|build|bandit|hypothesis|mkdocs|mkdocstrings|sphinx|pre[-_]commit)(?![a-z\d])|types-)/i;
const developmentGroup =
  /^(?:dev|develop|development|tests?|testing|docs?|lint|linting|typing|types|ci|build|qa|release)$/i;

/** Texts of requirements files: those for running, or for all, and those for development. */
export interface Requirements {
  readonly plain: readonly string[];
  readonly development: readonly string[];
}

/** What the project depends on, by `pyproject.toml`, Poetry and requirements files. */
export function pythonPackages(pyproject: ConfigTable, requirements: Requirements): readonly Rule[] {
  const { own, extras, development } = sorted(pyproject, requirements);
  const parts = [
    listed('Packages of the project', own),
    listed('Extras, which are not always installed', extras),
    listed('For development and tests also', development),
  ].filter((part) => part !== '');
  if (parts.length === 0) return [];
  const rule = "Beside the standard library and what the project's code imports, use no others.";
  return [{ text: `${parts.join(' ')} ${rule}` }];
}

function listed(title: string, packages: readonly string[]): string {
  return packages.length === 0 ? '' : `${title}: ${packages.slice(0, mostPackages).join(', ')}.`;
}

/** Each package once, where it is worth most: `own` before `extras` before `development`. */
function sorted(pyproject: ConfigTable, { plain, development }: Requirements) {
  const project = tableAt(pyproject, 'project');
  const ofPoetry = poetry(pyproject);
  const stated = [...strings(project['dependencies']), ...ofPoetry.own];
  const others = plain.flatMap(linesOf);
  // Where a manifest says what the project needs, a requirements file beside it is for those who work on it.
  const isTool = (name: string) => stated.length > 0 || tool.test(name);
  const groups = Object.entries(tableAt(project, 'optional-dependencies'));
  const namesOf = (isWanted: (group: string) => boolean) =>
    groups.flatMap(([group, names]) => (isWanted(group) ? strings(names) : []));
  const known = new Set<string>();
  const once = (names: readonly string[]) =>
    names.map(plainName).filter((name) => !known.has(bareName(name)) && known.add(bareName(name)));
  return {
    own: once([...stated, ...others.filter((name) => !isTool(name))]),
    extras: once([...namesOf((group) => !developmentGroup.test(group)), ...ofPoetry.optional]),
    development: once([
      ...namesOf((group) => developmentGroup.test(group)),
      ...Object.values(tableAt(pyproject, 'dependency-groups')).flatMap(strings),
      ...ofPoetry.development,
      ...others.filter(isTool),
      ...development.flatMap(linesOf),
    ]),
  };
}

/** Without the marker that says when it is needed, and without an address. */
function plainName(name: string): string {
  return name.replace(/\s*(?:;|\s@\s).*$/s, '').trim();
}

/** To compare by, as PEP 503 has it. */
function bareName(name: string): string {
  return (/^[\w.-]+/.exec(name)?.[0] ?? name).toLowerCase().replace(/[-_.]+/g, '-');
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/(?:^|\s)#.*|;.*|--hash.*|\\$/g, '').trim());
  return lines.filter((line) => /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?\s*(?:[<>=!~].*)?$/.test(line));
}

function poetry(pyproject: ConfigTable) {
  const table = tableAt(pyproject, 'tool', 'poetry');
  const all = Object.entries(tableAt(table, 'dependencies'));
  const isOptional = (version: unknown) =>
    typeof version === 'object' && version !== null && 'optional' in version && version.optional === true;
  const groups = Object.keys(tableAt(table, 'group')).map((name) => tableAt(table, 'group', name, 'dependencies'));
  const development = [tableAt(table, 'dev-dependencies'), ...groups].flatMap((group) => Object.entries(group));
  return {
    own: versioned(all.filter(([, version]) => !isOptional(version))),
    optional: versioned(all.filter(([, version]) => isOptional(version))),
    development: versioned(development),
  };
}

function versioned(entries: readonly (readonly [string, unknown])[]): readonly string[] {
  return entries
    .filter(([name]) => name !== 'python')
    .map(([name, version]) => (typeof version === 'string' && version !== '*' ? `${name} ${version}` : name));
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
