import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { candidateFiles, FASTAPI_PATHS } from './candidate-files.js';
import { modulePath } from './module-path.js';
import { readEntrypoint } from './read-entrypoint.js';
import { resolveImport } from './resolve-import.js';
import { scanModule, type AppName, type ModuleScan } from './scan-module.js';

export interface DetectedApp {
  /** `app.main:app` */
  readonly target: string;
  /** Goes on `sys.path`; absolute. */
  readonly searchPath: string;
  /** The attribute makes the application when called. */
  readonly factory: boolean;
  /** Where it was found, for people: `app/main.py:12`. */
  readonly source: string;
}

export interface Detection {
  /** The first is the default. */
  readonly apps: readonly DetectedApp[];
  /** What was looked at, one line each: shown when nothing was found. */
  readonly tried: readonly string[];
}

const MAX_BYTES = 512 * 1024;
const RANK: Record<AppName['kind'], number> = { instance: 0, made: 1, factory: 2 };

interface ScannedFile {
  readonly path: string;
  readonly scan: ModuleScan;
}

/**
 * Finds the FastAPI applications of a project as the `fastapi` command does, without importing them.
 * Reads only; never rejects for what the project holds.
 */
export async function detectApps(root: string): Promise<Detection> {
  const entrypoint = await readEntrypoint(root);
  const files = await scanFiles(root, await candidateFiles(root));
  const scanned = files.flatMap((file) => appsOf(root, file, files));
  const apps = withoutHidden(scanned, root, files);
  const tried = [...problemOf(entrypoint), ...triedPaths(files)];
  if (!entrypoint || 'problem' in entrypoint) return { apps, tried };
  const chosen = {
    target: entrypoint.target,
    searchPath: root,
    factory: false,
    source: 'pyproject.toml [tool.fastapi] entrypoint',
  };
  return { apps: [chosen, ...apps.filter((app) => !sameApp(app, chosen))], tried };
}

async function scanFiles(root: string, paths: readonly string[]): Promise<ScannedFile[]> {
  const files: ScannedFile[] = [];
  for (const path of paths) {
    const source = await readFile(join(root, path), 'utf8').catch(() => '');
    if (source.length <= MAX_BYTES) files.push({ path, scan: scanModule(source) });
  }
  return files;
}

function appsOf(root: string, file: ScannedFile, files: readonly ScannedFile[]): DetectedApp[] {
  const { module, searchPath } = modulePath(root, join(root, file.path), file.scan.imports);
  const own = file.scan.apps.filter((app) => !file.scan.mounted.has(app.name) && isFastapi(root, app, file, files));
  return [...own, ...importedApps(root, file, files)].sort(byPreference).map(({ name, line, kind }) => ({
    target: `${module}:${name}`,
    searchPath,
    factory: kind === 'factory',
    source: `${file.path}:${line}`,
  }));
}

/** An application that some `create_app()` made may be one of Flask: the factory's module has to import fastapi. */
function isFastapi(root: string, app: AppName, file: ScannedFile, files: readonly ScannedFile[]): boolean {
  if (app.unprovenFactory === undefined) return true;
  const first = app.unprovenFactory.split('.')[0];
  const found = file.scan.imports.find(
    (each) => each.as === first || each.module === app.unprovenFactory?.split('.').slice(0, -1).join('.'),
  );
  const places = found ? resolveImport(root, file.path, found) : [];
  const from = found ? (scanOf(root, files, places) ?? scanPath(places)) : file;
  return from === undefined || from.scan.imports.some(({ module }) => /^fastapi\b/.test(module));
}

function scanPath(candidates: readonly string[]): ScannedFile | undefined {
  const path = candidates.find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path, scan: scanModule(readFileSync(path, 'utf8')) };
}

/** `from .server import app` in a file where the `fastapi` command looks: the application stands elsewhere. */
function importedApps(root: string, file: ScannedFile, files: readonly ScannedFile[]): AppName[] {
  const known = FASTAPI_PATHS.some((path) => path === file.path || `src/${path}` === file.path);
  if (!known || file.scan.apps.length > 0) return [];
  return file.scan.imports.flatMap((found) => {
    if (!/^(?:app|api|application)$/.test(found.as)) return [];
    const from = scanOf(root, files, resolveImport(root, file.path, found));
    const app = from?.scan.apps.find(({ name, kind }) => name === found.name && kind !== 'factory');
    return app ? [{ ...app, name: found.as, line: found.line }] : [];
  });
}

/** Leaves out what another file imports and mounts, or serves under its own name. */
function withoutHidden(apps: readonly DetectedApp[], root: string, files: readonly ScannedFile[]): DetectedApp[] {
  const hidden = new Set<string>();
  for (const file of files) {
    const served = new Set(importedApps(root, file, files).map(({ name }) => name));
    for (const found of file.scan.imports.filter(({ as }) => file.scan.mounted.has(as) || served.has(as))) {
      const from = scanOf(root, files, resolveImport(root, file.path, found));
      const app = from?.scan.apps.find(({ name }) => name === found.name);
      if (from && app) hidden.add(`${from.path}:${app.line}`);
    }
  }
  return apps.filter(({ source }) => !hidden.has(source));
}

function scanOf(root: string, files: readonly ScannedFile[], candidates: readonly string[]): ScannedFile | undefined {
  return files.find((file) => candidates.includes(join(root, file.path)));
}

/** `app`, then `api`, then by name, as the `fastapi` command; a found instance before what a factory makes. */
function byPreference(a: AppName, b: AppName): number {
  const preferred = (name: string) => ['app', 'api'].indexOf(name) + (name === 'app' || name === 'api' ? 0 : 3);
  return preferred(a.name) - preferred(b.name) || RANK[a.kind] - RANK[b.kind] || (a.name < b.name ? -1 : 1);
}

function sameApp(a: DetectedApp, b: DetectedApp): boolean {
  const absolute = (app: DetectedApp) => {
    const [module = '', name = ''] = app.target.split(':');
    return `${join(app.searchPath, ...module.split('.'))}:${name}`;
  };
  return absolute(a) === absolute(b);
}

function problemOf(entrypoint: Awaited<ReturnType<typeof readEntrypoint>>): string[] {
  if (!entrypoint) return ['pyproject.toml: no [tool.fastapi] entrypoint'];
  return 'problem' in entrypoint ? [entrypoint.problem] : [];
}

function triedPaths(files: readonly ScannedFile[]): string[] {
  const looked = new Set(files.map(({ path }) => path));
  const missing = FASTAPI_PATHS.filter((path) => !looked.has(path));
  const empty = [...looked].map((path) => `${path}: no FastAPI application in it`);
  return [...empty, ...(missing.length > 0 ? [`not there: ${missing.join(', ')}`] : [])];
}
