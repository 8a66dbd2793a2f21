import { posix } from 'node:path';
import { fileItems } from '../read/file-item.js';
import { importedFiles } from '../view/import-names.js';
import { withoutPackages } from '../view/package-files.js';
import { filesIn, folderOf, foldersUp } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';
import { isTestPath } from '../view/test-paths.js';
import { sharedWords, wordsOf } from '../view/words.js';
import type { ContextSource } from './context-source.js';
import { errorModules } from './error-modules.js';

const makesRouter = /\bAPIRouter\s*\(/;
const includesRouter = /\.include_router\s*\(/;
const appNames = /^(?:main|app|api|application|server|factory|asgi|__init__|routes|urls)\.py$/;
/** Siblings that are read. */
const mostSiblings = 40;

interface Router {
  readonly path: string;
  readonly text: string;
  readonly score: number;
}

/**
 * A router among routers: how the others are written, who includes them, and the schemas and dependencies that they share, and
 * how errors are answered.
 */
export const fastapiRouter: ContextSource = async (view) => {
  const { target } = view;
  if (!target.path.endsWith('.py') || isTestPath(target.path)) return [];
  const routers = await siblingRouters(view);
  if (routers.length === 0 && !makesRouter.test(target.before ?? '')) return [];
  const [best, ...others] = routers.map(({ path }) => path);
  const apps = await including(view, routers);
  const shared = sharedModules(view, routers);
  const groups = await Promise.all([
    fileItems(view, best === undefined ? [] : [best], { reason: 'sibling router', values: [0.9], mostChars: 8_000 }),
    fileItems(view, others.slice(0, 1), { reason: 'sibling router', values: [0.5], mostChars: 3_000 }),
    fileItems(view, apps, { reason: 'includes the routers', values: [0.75, 0.5], mostChars: 5_000 }),
    fileItems(view, await errorModules(view, [...apps, ...routers.map(({ path }) => path), ...shared.keys()]), {
      reason: 'errors of the project',
      values: [0.85, 0.7],
      mostChars: 4_000,
    }),
    moduleItems(view, shared, routers.length),
  ]);
  return groups.flat();
};

/** Best first: those that are about the same, then those that show most. */
async function siblingRouters(view: ProjectView): Promise<readonly Router[]> {
  const siblings = filesIn(folderOf(view.target.path), view.paths).filter((path) => path.endsWith('.py'));
  const wanted = wordsOf(`${view.target.path} ${view.prompt}`);
  const read = async (path: string) => ({ path, text: (await view.read(path)) ?? '' });
  const texts = await Promise.all(siblings.slice(0, mostSiblings).map(read));
  const routers = texts.filter(({ text }) => makesRouter.test(text));
  return routers
    .map(({ path, text }) => ({
      path,
      text,
      score: sharedWords(wordsOf(posix.basename(path)), wanted) + showing(text),
    }))
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
}

/** Below one: how many routes it shows, and that it is not too long to be read. */
function showing(text: string): number {
  const routes = text.match(/^@\w+\.(?:get|post|put|patch|delete|websocket)\b/gm)?.length ?? 0;
  return Math.min(routes, 6) / 8 - (text.length > 8_000 ? 0.5 : 0);
}

/** Files that include routers, nearest first: by their names, and by who imports the siblings. */
async function including(view: ProjectView, routers: readonly Router[]): Promise<readonly string[]> {
  const [sibling] = routers;
  const importing = sibling && view.index ? (await view.index.imports(sibling.path, view)).importedBy : [];
  const near = foldersUp(view.target.path).flatMap((folder) =>
    filesIn(folder, view.paths).filter((path) => appNames.test(posix.basename(path))),
  );
  const candidates = [...new Set([...near, ...importing])].filter((path) => !isTestPath(path));
  const texts = await Promise.all(candidates.map((path) => view.read(path)));
  return candidates.filter((_, at) => includesRouter.test(texts[at] ?? '')).slice(0, 2);
}

/** What the routers import, by how many of them do. What one of them alone uses counts where that is the first. */
function sharedModules(view: ProjectView, routers: readonly Router[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const ofFirst = new Set<string>();
  for (const [at, { path, text }] of routers.entries()) {
    for (const file of withoutPackages(view, importedFiles(text, path, view.has))) {
      uses.set(file, (uses.get(file) ?? 0) + 1);
      if (at === 0) ofFirst.add(file);
    }
  }
  for (const { path } of routers) uses.delete(path);
  return new Map([...uses].filter(([path, count]) => count > 1 || ofFirst.has(path) || roleOf(path) !== undefined));
}

/** Schemas, models and dependencies first, and what several of the routers use. */
async function moduleItems(view: ProjectView, uses: ReadonlyMap<string, number>, routers: number) {
  const ranked = [...uses]
    .map(([path, count]) => ({ path, role: roleOf(path), count }))
    .sort((a, b) => Number(b.role !== undefined) - Number(a.role !== undefined) || b.count - a.count);
  const items = ranked.slice(0, 6).map(({ path, role, count }) => {
    const value = role === undefined ? 0.4 + 0.2 * (count / routers) : 0.8;
    return fileItems(view, [path], { reason: role ?? 'used by the routers', values: [value] });
  });
  return (await Promise.all(items)).flat();
}

function roleOf(path: string): string | undefined {
  if (/(?:^|\/)(?:schemas?|dtos?|serializers?)(?:\/|\.py$|_)/.test(path)) return 'schemas';
  if (/(?:^|\/)models?(?:\/|\.py$|_)/.test(path)) return 'models';
  return /(?:^|\/)(?:dependenc(?:y|ies)|deps?|security|auth)(?:\/|\.py$|_)/.test(path) ? 'dependencies' : undefined;
}
