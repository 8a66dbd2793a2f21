import { Emitter, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { ProjectWriter, SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { Disk } from './disk.js';

/** What the writer needs of the plugin's context. */
export type WriterContext = Pick<PluginContext, 'workspace' | 'storage' | 'clock' | 'config' | 'services' | 'log'>;

/**
 * The writer of the project. What it is made of is loaded at the first use, or when a save was cut off: that is brought to an
 * end before anything else. Released, it lets the save that is under way come to its end. `disk`: for specs.
 */
export function createProjectWriter(context: WriterContext, disk?: Disk): ProjectWriter & Disposable {
  const emitter = new Emitter<SavedChange>((error) => context.log.error('A listener of saves failed', error));
  const writer = import('./writer.js').then(({ Writer }) => Writer.open(context, disk));
  // Whoever uses it is told.
  writer.catch(() => undefined);
  const told = async (change: Promise<SavedChange>) => {
    const made = await change;
    if (made.files.length > 0) emitter.fire(made);
    return made;
  };
  return {
    read: async (path) => (await writer).read(path),
    write: async (files, options) => told((await writer).write(files, options)),
    undo: async (id) => told((await writer).undo(id)),
    changes: async () => (await writer).changes(),
    onDidChange: emitter.event,
    async dispose() {
      await writer.then(
        (opened) => opened.close(),
        () => undefined,
      );
      emitter.dispose();
    },
  };
}
