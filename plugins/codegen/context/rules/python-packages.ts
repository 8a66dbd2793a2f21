import { tableAt, type ConfigTable } from './config-files.js';
import type { Rule } from './rule.js';

const mostPackages = 40;

/** What the project depends on, by `pyproject.toml`, Poetry and the texts of requirements files. */
export function pythonPackages(pyproject: ConfigTable, requirements: readonly string[]): readonly Rule[] {
  const project = tableAt(pyproject, 'project');
  const stated = [...strings(project['dependencies']), ...poetry(pyproject), ...requirements.flatMap(linesOf)];
  const groups = [...tables(project['optional-dependencies']), ...tables(pyproject['dependency-groups'])];
  const others = groups.filter((name) => !stated.includes(name));
  if (stated.length + others.length === 0) return [];
  const own = unique(stated).slice(0, mostPackages).join(', ');
  const more = unique(others).slice(0, mostPackages).join(', ');
  const parts = [own && `Packages of the project: ${own}.`, more && `For development and tests also: ${more}.`];
  return [
    {
      text: `${parts.filter(Boolean).join(' ')} Beside the standard library and what the project's code imports, use no others.`,
    },
  ];
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/(?:^|\s)#.*|;.*|--hash.*|\\$/g, '').trim());
  return lines.filter((line) => /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?\s*(?:[<>=!~].*)?$/.test(line));
}

function poetry(pyproject: ConfigTable): readonly string[] {
  const table = tableAt(pyproject, 'tool', 'poetry', 'dependencies');
  const versions = Object.entries(table).filter(([name]) => name !== 'python');
  return versions.map(([name, version]) =>
    typeof version === 'string' && version !== '*' ? `${name} ${version}` : name,
  );
}

function tables(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
