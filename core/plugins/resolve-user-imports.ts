import * as nodeModule from 'node:module';
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type NextResolve = (specifier: string, context: { parentURL?: string | undefined }) => unknown;
type ResolveHook = (specifier: string, context: { parentURL?: string | undefined }, next: NextResolve) => unknown;

/**
 * Lets plugins of the person import `devmgr/plugin-api` from the running program, and fall back to the program's own
 * dependencies for what they do not bring themselves. Only imports from `dirs` are touched.
 * Uses `module.registerHooks` where Node has it (22.15), else the older `module.register` (20.6).
 */
export function resolveUserImports(dirs: readonly string[], anchorUrl: string): void {
  const prefixes = dirs.map((dir) => `${pathToFileURL(realpathSync(dir)).href}/`);
  const modern = nodeModule as { registerHooks?: (hooks: { resolve: ResolveHook }) => void };
  if (modern.registerHooks) {
    modern.registerHooks({ resolve: syncHook(prefixes, anchorUrl) });
    return;
  }
  const data = { prefixes, anchorUrl };
  nodeModule.register(`data:text/javascript,${encodeURIComponent(asyncHookSource)}`, { parentURL: anchorUrl, data });
}

const isBare = (specifier: string): boolean => !/^(\.|\/|[a-z][a-z0-9+.-]*:)/i.test(specifier);

function syncHook(prefixes: readonly string[], anchorUrl: string): ResolveHook {
  return (specifier, context, next) => {
    const { parentURL } = context;
    if (!parentURL || !isBare(specifier) || !prefixes.some((prefix) => parentURL.startsWith(prefix))) {
      return next(specifier, context);
    }
    const asProgram = () => next(specifier, { ...context, parentURL: anchorUrl });
    if (specifier.startsWith('devmgr/')) return asProgram();
    try {
      return next(specifier, context);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
      return asProgram();
    }
  };
}

// The same for Node before 22.15: it runs on the loader's thread, so it is source text.
const asyncHookSource = `
let given;
export function initialize(data) { given = data; }
export async function resolve(specifier, context, next) {
  const { parentURL } = context;
  const bare = !/^(\\.|\\/|[a-z][a-z0-9+.-]*:)/i.test(specifier);
  if (!parentURL || !bare || !given.prefixes.some((prefix) => parentURL.startsWith(prefix))) return next(specifier, context);
  const asProgram = () => next(specifier, { ...context, parentURL: given.anchorUrl });
  if (specifier.startsWith('devmgr/')) return asProgram();
  try { return await next(specifier, context); } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return asProgram();
  }
}`;
