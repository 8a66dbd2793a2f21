import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { ProjectWriter, SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { Disk } from './disk.js';
import type { Writer } from './writer.js';

/** What the writer needs of the plugin's context. */
export type WriterContext = Pick<PluginContext, 'workspace' | 'storage' | 'clock' | 'config' | 'services' | 'log'>;

/**
 * The writer of the project. What it is made of is loaded at the first use, or when a save was cut off: that is brought to an
 * end before anything else. Released, it lets the save that is under way come to its end. `disk`: for specs.
 */
export function createProjectWriter(context: WriterContext, disk?: Disk): ProjectWriter & Disposable {
  const emitter = new Emitter<SavedChange>((error) => context.log.error('A listener of saves failed', error));
  let opened: Promise<Writer> | undefined;
  const writer = () => (opened ??= open(context, disk));
  const started = hasCutOff(context).then((has) => (has ? writer() : undefined));
  // Whoever uses it is told.
  const settled = started.catch(() => undefined);
  const told = async (change: Promise<SavedChange>) => {
    const made = await change;
    if (made.files.length > 0) emitter.fire(made);
    return made;
  };
  return {
    read: async (path) => (await writer()).read(path),
    write: async (files, options) => told((await writer()).write(files, options)),
    undo: async (id, options) => told((await writer()).undo(id, options)),
    changes: async () => (await writer()).changes(),
    onDidChange: emitter.event,
    async dispose() {
      await settled;
      await opened?.then(
        (used) => used.close(),
        () => undefined,
      );
      emitter.dispose();
    },
  };
}

async function open(context: WriterContext, disk: Disk | undefined): Promise<Writer> {
  const { Writer } = await import('./writer.js');
  return Writer.open(context, disk);
}

/** Whether a killed devmgr left a save that is neither done nor taken back. */
async function hasCutOff({ storage }: WriterContext): Promise<boolean> {
  const names = await readdir(join(storage.workspaceDir, 'saves')).catch(() => []);
  return names.some((name) => /^(?:save|undo)-/.test(name));
}
