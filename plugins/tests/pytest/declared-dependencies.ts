import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const requirementFiles = ['requirements.txt', 'requirements-dev.txt', 'requirements/dev.txt'];

/**
 * Names of the distributions that the project says it needs: `[project] dependencies` and Poetry's of pyproject.toml,
 * and requirements files. Only to tell a fitting interpreter from another; what cannot be read is left out.
 */
export async function declaredDependencies(root: string): Promise<readonly string[]> {
  const pyproject = await readText(join(root, 'pyproject.toml'));
  const requirements = await Promise.all(requirementFiles.map((name) => readText(join(root, name))));
  const found = [...projectDependencies(pyproject), ...poetryDependencies(pyproject)];
  for (const text of requirements) found.push(...requirementLines(text));
  return [...new Set(found)];
}

/** `dependencies = ["fastapi>=0.92", "uvicorn[standard]"]` of the table `[project]`. */
function projectDependencies(toml: string): string[] {
  const list = /^dependencies\s*=\s*\[((?:[^\]"']|"[^"]*"|'[^']*')*)\]/m.exec(table(toml, 'project'))?.[1] ?? '';
  const strings = list.match(/"[^"]*"|'[^']*'/g) ?? [];
  return strings.flatMap((quoted) => requirementName(quoted.slice(1, -1)));
}

/** The keys of `[tool.poetry.dependencies]`, without Python itself. */
function poetryDependencies(toml: string): string[] {
  const keys = [...table(toml, 'tool.poetry.dependencies').matchAll(/^([A-Za-z0-9][\w.-]*)\s*=/gm)];
  return keys.map((match) => match[1] ?? '').filter((name) => name !== 'python');
}

function requirementLines(text: string): string[] {
  return text.split('\n').flatMap((line) => requirementName(line.trim()));
}

/** The name at the front of a requirement (PEP 508). One with a marker may not apply here, an option or address has no name. */
function requirementName(requirement: string): string[] {
  if (requirement.includes(';')) return [];
  const name = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[=<>!~@#]|$)/.exec(requirement)?.[1];
  return name === undefined ? [] : [name];
}

/** The text between the header of a TOML table and the next header. */
function table(toml: string, name: string): string {
  const lines = toml.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `[${name}]`);
  if (start < 0) return '';
  const length = lines.slice(start + 1).findIndex((line) => /^\s*\[[^[\]"',]+\]\s*(#.*)?$/.test(line));
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
