import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PluginManifest } from 'devmgr/plugin-api';
import type { TestRunOptions, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import { createTestBook } from '../../../../plugins/tests/book/create-test-book.js';
import type { ProjectTestBook } from '../../../../plugins/tests/book/project-test-book.js';
import { recordRuns } from '../../../../plugins/tests/history/record-runs.js';
import { TestHistoryStore } from '../../../../plugins/tests/history/test-history-store.js';
import { ProfileBook } from '../../../../plugins/tests/profiles/profile-book.js';
import { InterpreterFinder } from '../../../../plugins/tests/pytest/find-interpreter.js';
import { RunPlanner } from '../../../../plugins/tests/results/run-planner.js';
import { TestRunsService } from '../../../../plugins/tests/results/test-runs-service.js';
import { testPython } from '../../../support/python.js';

const pluginDir = new URL('../../../../plugins/tests', import.meta.url).pathname;

/** A book with real processes, in a project that outlives it. */
export interface StartedBook extends AsyncDisposable {
  readonly book: ProjectTestBook;
  readonly processes: ProcessesHost;
  readonly runs: TestRunsService;
  run(options?: TestRunOptions): Promise<TestRunState>;
  /** How often pytest was started only to collect, since the start. */
  collections(): number;
}

/** A project on disk and where devmgr keeps what belongs to it. */
export class BookProject implements AsyncDisposable {
  readonly folder: string;
  readonly root: string;
  readonly storageDir: string;
  /** What the form would add to the environment. */
  readonly variables: Record<string, string> = {};

  private constructor(folder: string) {
    this.folder = folder;
    this.root = join(folder, 'project');
    this.storageDir = join(folder, 'storage');
  }

  static async make(files: Readonly<Record<string, string>>): Promise<BookProject> {
    const project = new BookProject(await mkdtemp(join(tmpdir(), 'devmgr-book-spec-')));
    await mkdir(project.root);
    await mkdir(project.storageDir);
    await project.write(files);
    return project;
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.root, path)), { recursive: true });
      await writeFile(join(this.root, path), text);
    }
  }

  /** devmgr is started in it. */
  async start(settings: Readonly<Record<string, unknown>> = {}): Promise<StartedBook> {
    const env = { PATH: process.env['PATH'] ?? '', PYTHONDONTWRITEBYTECODE: '1' };
    const processes = createProcesses({
      env,
      runDir: await mkdtemp(join(this.folder, 'run-')),
      onLine: () => undefined,
      now: Date.now,
      report: () => undefined,
    });
    const manifest = (JSON.parse(await readFile(join(pluginDir, 'package.json'), 'utf8')) as { devmgr: PluginManifest })
      .devmgr;
    const { context, ...testing } = createTestContext({
      manifest,
      root: this.root,
      storageDir: this.storageDir,
      pluginDir,
      env,
      settings: { python: testPython(), ...settings },
      processes,
      clock: realClock,
    });
    const history = new TestHistoryStore(
      join(context.storage.workspaceDir, 'history.sqlite'),
      context.log,
      (text) => text,
    );
    const interpreters = new InterpreterFinder(context);
    const planner = new RunPlanner(context, { interpreters, known: history, profiles: new ProfileBook(context) });
    const runs = new TestRunsService(context, planner);
    recordRuns(runs, history, context);
    const { variables } = this;
    const book = createTestBook(context, { runs, history, interpreters, variables: () => variables });
    return {
      book,
      processes,
      runs,
      run: async (options) => (await runs.start(options)).done,
      collections: () => processes.all.get().filter(({ title }) => title === 'pytest --collect-only').length,
      async [Symbol.asyncDispose]() {
        await book.dispose();
        await runs.dispose();
        await history.dispose();
        await testing.dispose();
        await processes.dispose();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

const realClock = {
  now: () => Date.now(),
  setTimeout(callback: () => void, ms: number) {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval(callback: () => void, ms: number) {
    const timer = setInterval(callback, ms);
    return { dispose: () => clearInterval(timer) };
  },
};
