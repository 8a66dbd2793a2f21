import type { WatchEvent } from './watch-event.js';

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'Raise fs.inotify.max_user_watches with sysctl, or leave folders out with a .devmgrignore file',
  EMFILE: 'Raise fs.inotify.max_user_instances with sysctl or the number of open files with ulimit -n',
};

/** The event for an error that means: no more watches; `undefined`: it means something else. */
export function watchLimit(error: unknown): Extract<WatchEvent, { readonly kind: 'limited' }> | undefined {
  const hint = hints[(error as NodeJS.ErrnoException).code ?? ''];
  if (hint === undefined) return undefined;
  const message = 'Changes in a part of the project are not followed: the system allows no more watches';
  return { kind: 'limited', message, hint };
}
