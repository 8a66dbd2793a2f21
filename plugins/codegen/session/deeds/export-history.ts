import { DevmgrError } from 'devmgr/plugin-api';
import type { SessionDesk } from '../session-desk.js';

/** Writes saved generations into a file of the project, one JSON object a line. Resolves with how many; a file that is there already is refused. */
export async function exportHistory(desk: SessionDesk, path: string): Promise<number> {
  const { history, writer } = await desk.parts.engine();
  const now = await writer.read(path);
  if (now.text !== undefined) {
    throw new DevmgrError({
      code: 'DEVMGR_USAGE',
      message: `${now.path} is there already`,
      hint: 'Choose another name',
    });
  }
  const lines: string[] = [];
  for await (const line of history.exportJsonl()) lines.push(line.endsWith('\n') ? line : `${line}\n`);
  if (lines.length > 0)
    await writer.write([{ path, text: lines.join(''), base: undefined }], { title: `Exported ${now.path}` });
  return lines.length;
}
