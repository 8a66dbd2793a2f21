import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';
import type { ApiAnswer } from '../servers/client/api-answer.js';
import { byteText } from '../tab/server/byte-text.js';

/** Writes the body of an answer, as it came, into a file that the person names; one that is there is left alone. */
export async function saveAnswer({ screen, workspace }: PluginContext, answer: ApiAnswer): Promise<void> {
  const name = await screen.prompt({ title: 'Save the answer in the file', placeholder: '/tmp/answer.json' });
  if (name === undefined || name.trim() === '') return;
  const file = resolve(workspace.root, name.trim());
  await writeFile(file, answer.bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    const isThere = error.code === 'EEXIST';
    throw new DevmgrError({
      code: 'DEVMGR_STORAGE_FAILED',
      message: isThere ? `${file} is there already` : `The answer was not saved: ${error.message}`,
      hint: isThere ? 'Choose another name' : undefined,
      cause: error,
    });
  });
  const missing = answer.isTooBig ? 'The answer is longer: what is beyond that was not kept' : undefined;
  screen.notify({ severity: 'success', message: `${byteText(answer.bytes.length)} in ${file}`, hint: missing });
}
