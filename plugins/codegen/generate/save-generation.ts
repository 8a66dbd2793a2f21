import { DevmgrError } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { PlannedWrite, ProjectWriter, SavedChange } from 'devmgr/plugin-api/contracts/project-writer';

/** Writes all files of a generation, over nothing but what it was made for. Rejects as the writer does, and for a generation without files. */
export async function saveGeneration(generation: Generation, writer: ProjectWriter): Promise<SavedChange> {
  const { files, target } = generation;
  if (files.length === 0) {
    throw new DevmgrError({
      code: 'DEVMGR_USAGE',
      message: `There is nothing to save for ${target}: the answer holds no code that could be used`,
      hint: 'Generate again, and say in the prompt which code is wanted.',
    });
  }
  const writes = await Promise.all(files.map((file) => plannedWrite(file, writer)));
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  return writer.write(writes, { title: `Generated ${files[0]?.path ?? target}${more}` });
}

/** What no file has: the writer then finds the conflict, and words it. */
const gone = 'changed since it was read';

async function plannedWrite(
  { path, before, after }: Generation['files'][number],
  writer: ProjectWriter,
): Promise<PlannedWrite> {
  const now = await writer.read(path);
  const base = now.text === before ? now.version : before === undefined ? undefined : gone;
  return { path, text: after, base };
}
