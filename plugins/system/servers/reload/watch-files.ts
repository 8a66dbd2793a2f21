import type { Disposable } from 'devmgr/plugin-api';

export interface FileWatchParts {
  /** Gets the file as it was named. */
  readonly onChange: (file: string) => void;
  readonly onError: (error: Error) => void;
}

/** Tells when one of these files is written, appears or goes; absolute, and none of them need be there. Until it is released. */
export function watchFiles(files: readonly string[], { onChange, onError }: FileWatchParts): Disposable {
  let isOver = false;
  const watching = open();
  watching.catch(onError);
  return {
    async dispose() {
      isOver = true;
      await (await watching.catch(() => undefined))?.close();
    },
  };

  async function open() {
    const { watch } = await import('chokidar');
    if (isOver) return undefined;
    const watcher = watch([...files], {
      ...{ ignoreInitial: true, ignorePermissionErrors: true, depth: 0 },
      // Whoever saves a file may empty it first.
      awaitWriteFinish: { stabilityThreshold: 100, pollInterval: 50 },
    });
    watcher.on('all', (_event, path) => {
      if (!isOver && files.includes(path)) onChange(path);
    });
    watcher.on('error', (error) => onError(error as Error));
    return watcher;
  }
}
