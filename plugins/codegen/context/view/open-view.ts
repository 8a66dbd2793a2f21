import { realpath } from 'node:fs/promises';
import type { PluginContext } from 'devmgr/plugin-api';
import type { GatherRequest } from '../gathered-context.js';
import { listedFiles } from './listed-files.js';
import { openIndex } from './open-index.js';
import type { ProjectView } from './project-view.js';
import { readText } from './read-text.js';

export interface OpenedView {
  readonly view: ProjectView;
  /** By path: whether files commonly hold secrets. */
  isSecret(path: string): boolean;
}

/** Looks at the project for one request. Rejects with the signal's reason only. */
export async function openView(
  context: Pick<PluginContext, 'services' | 'workspace' | 'clock'>,
  request: GatherRequest,
  note: (message: string) => void,
): Promise<OpenedView> {
  const { services, workspace, clock } = context;
  const { target, signal } = request;
  const [{ files, isSecret }, index, root] = await Promise.all([
    listedFiles({ services, root: workspace.root, target: target.path, signal, note }),
    openIndex({ services, clock, signal, note }),
    realpath(workspace.root).catch(() => workspace.root),
  ]);
  signal.throwIfAborted();
  const paths = files.filter((path) => path !== target.path);
  const known = new Set(paths);
  const texts = new Map<string, Promise<string | undefined>>();
  const read = (path: string) => {
    if (!known.has(path)) return Promise.resolve(undefined);
    const text = texts.get(path) ?? readText(root, path);
    texts.set(path, text);
    return text;
  };
  const has = (path: string) => known.has(path);
  return { view: { ...request, root: workspace.root, paths, has, read, index, note }, isSecret };
}
