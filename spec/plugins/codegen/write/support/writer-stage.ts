import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, PluginManifest } from 'devmgr/plugin-api';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import { createProjectWriter } from '../../../../../plugins/codegen/write/create-project-writer.js';
import type { Disk } from '../../../../../plugins/codegen/write/disk.js';

export const manifest: PluginManifest = {
  id: 'codegen',
  title: 'Code Gen',
  apiVersion: '1.0',
  main: 'index.js',
  settings: { protect: { type: 'array', default: [], description: '' } },
};

/** Real time: a lock that is held is waited for. */
export const realClock: Clock = {
  now: () => Date.now(),
  setTimeout(callback, ms) {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval(callback, ms) {
    const timer = setInterval(callback, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

export interface WriterStage extends AsyncDisposable {
  readonly dir: string;
  readonly root: string;
  readonly home: string;
  /** Writers that were opened are closed at the end. */
  open(options?: { disk?: Disk; settings?: Record<string, unknown>; clock?: Clock }): ProjectWriter & {
    readonly test: TestContext;
    dispose(): void | Promise<void>;
  };
  /** Files and links below the root with content and mode; folders end with `/`. */
  tree(): Record<string, string>;
}

/** A project in a folder of its own, and writers for it. */
export function writerStage(): WriterStage {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-write-')));
  const root = join(dir, 'project');
  const home = join(dir, 'home');
  mkdirSync(root);
  mkdirSync(home);
  const opened: { dispose(): void | Promise<void> }[] = [];
  return {
    dir,
    root,
    home,
    open({ disk, settings = {}, clock = realClock } = {}) {
      const test = createTestContext({ manifest, root, storageDir: home, settings, clock });
      const writer = createProjectWriter(test.context, disk);
      opened.push(writer);
      return Object.assign(writer, { test });
    },
    tree: () => treeOf(root),
    async [Symbol.asyncDispose]() {
      for (const writer of opened) await writer.dispose();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function treeOf(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    entries.map((path) => {
      const stat = lstatSync(join(root, path));
      if (stat.isDirectory()) return [`${path}/`, ''];
      const content = stat.isFile() ? readFileSync(join(root, path), 'latin1') : 'special';
      return [path, `${(stat.mode & 0o7777).toString(8)} ${content}`];
    }),
  );
}
