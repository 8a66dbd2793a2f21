import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { encodeText } from '../write/text/encode-text.js';
import type { VerifiedFile } from './verified-file.js';

/** The bytes of a file as it would be saved. */
export interface FileContent {
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * Files with encoding and line ends as the `ProjectWriter` would write them, so that tests see what will be there. Rejects as it does for what
 * can never be saved.
 */
export async function fileContents(
  services: PluginContext['services'],
  files: readonly VerifiedFile[],
): Promise<readonly FileContent[]> {
  const writer = services.find(ProjectWriter);
  return Promise.all(
    files.map(async ({ path, text }) => {
      if (!writer) return { path, content: Buffer.from(text) };
      const { path: normal, encoding, newline } = await writer.read(path);
      const raw = newline === '\n' ? text : text.replaceAll('\n', newline);
      return { path: normal, content: encodeText(raw, encoding, normal) };
    }),
  );
}
