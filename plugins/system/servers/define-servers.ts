import { relative, sep } from 'node:path';
import type { DetectedApp } from './detect/detect-apps.js';
import { appDefinition } from './definition/app-definition.js';
import type { DetectedServer } from './definition/detected-server.js';
import type { ServerDefinition } from './definition/server-definition.js';

/** The source of an application that the setting `app` names. */
export const SETTING_APP = 'setting app';

const GENERIC = /^(?:|\.\.|main|app|apps|api|asgi|server|servers|service|services|application|src|backend)$/;

/**
 * The servers of a project, the default first. A single application is called `api`; several are called after their
 * folder (`services/users/main.py` is `users`), else the first is `api` and the others go by file or attribute.
 *
 * @param chosen the setting `app`, or empty; it becomes the default.
 */
export function defineServers(root: string, apps: readonly DetectedApp[], chosen: string): ServerDefinition[] {
  return nameApps(root, apps, chosen).map(({ name, app }) => appDefinition(root, name, app));
}

/** The same as applications with names. */
export function nameApps(root: string, apps: readonly DetectedApp[], chosen: string): DetectedServer[] {
  const ordered =
    chosen === '' ? apps : [chosenApp(root, apps, chosen), ...apps.filter(({ target }) => target !== chosen)];
  const taken = new Set<string>();
  return ordered.map((app, index) => {
    const specific = ordered.length > 1 ? folderName(root, app) : undefined;
    return { name: unique(specific ?? (index === 0 ? 'api' : fileName(app)), taken), app };
  });
}

function chosenApp(root: string, apps: readonly DetectedApp[], target: string): DetectedApp {
  const found = apps.find((app) => app.target === target);
  return { ...(found ?? { target, searchPath: root, factory: false }), source: SETTING_APP };
}

function folderName(root: string, { target, searchPath }: DetectedApp): string | undefined {
  const folders = [...relative(root, searchPath).split(sep), ...(target.split(':')[0] ?? '').split('.').slice(0, -1)];
  return folders.findLast((folder) => !GENERIC.test(folder));
}

function fileName({ target }: DetectedApp): string {
  const [module = '', attribute = ''] = target.split(':');
  return GENERIC.test(attribute) ? (module.split('.').at(-1) ?? attribute) : attribute;
}

function unique(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${name}-${count}`;
  taken.add(candidate);
  return candidate;
}
