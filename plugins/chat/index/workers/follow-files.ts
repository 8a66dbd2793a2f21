import { ProjectWatcher } from '../watch/project-watcher.js';
import type { WatchEvent } from '../watch/watch-event.js';
import { createPathFilter } from '../walk/path-filter.js';
import { realRoot } from '../walk/real-root.js';
import type { FileFollower } from './index-desk.js';
import type { IndexOptions } from './index-methods.js';

export interface FollowOptions extends Pick<IndexOptions, 'listed' | 'exclude'> {
  readonly root: string;
  readonly onEvent: (event: WatchEvent) => void;
  readonly log: (level: 'debug' | 'warn', message: string) => void;
}

/** Follows what a refresh with these rules looks at. */
export async function followFiles({
  root: given,
  listed,
  exclude,
  onEvent,
  log,
}: FollowOptions): Promise<FileFollower> {
  const root = await realRoot(given);
  const watcher = new ProjectWatcher({ root, filter: await createPathFilter({ root, listed, exclude }), log });
  watcher.onDidChange(onEvent);
  return watcher;
}
