import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifyFiles } from '../../../../../plugins/codegen/verify/verification.js';
import { createVerifyFiles } from '../../../../../plugins/codegen/verify/create-verify-files.js';
import { sampleProject } from '../../../../support/sample-project.js';
import { startTestsPlugin, type TestsPlugin } from '../../../tests/support/tests-plugin.js';

export interface VerifyStage extends AsyncDisposable {
  readonly root: string;
  readonly storageDir: string;
  readonly plugin: TestsPlugin;
  readonly verify: VerifyFiles & { dispose(): void | Promise<void> };
  /** A file of the project, with replacements. */
  changed(path: string, from: string, to: string): { readonly path: string; readonly text: string };
  /** Copies that there are. */
  copies(): Promise<readonly string[]>;
}

/** Verification with the real tests plugin and real pytest, in the sample project or in one made of `files`. */
export async function verifyStage(files?: Readonly<Record<string, string>>): Promise<VerifyStage> {
  const storageDir = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-verify-spec-')));
  const sample = files ? undefined : sampleProject();
  const plugin = await startTestsPlugin({
    storageDir,
    ...(sample ? { root: sample.path } : {}),
    ...(files ? { files } : {}),
  });
  const verify = createVerifyFiles(plugin.testing.context);
  return {
    root: plugin.root,
    storageDir,
    plugin,
    verify,
    changed(path, from, to) {
      const text = readFileSync(join(plugin.root, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      return { path, text: text.replace(from, to) };
    },
    copies: async () => (await readdir(storageDir)).filter((name) => name.startsWith('verify-')),
    async [Symbol.asyncDispose]() {
      await verify.dispose();
      await plugin[Symbol.asyncDispose]();
      sample?.remove();
      await rm(storageDir, { recursive: true, force: true });
    },
  };
}
