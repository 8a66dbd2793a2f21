import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedWrite, ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { describe, expect, it } from 'vitest';
import { faultyDisk, systemError, type Fault } from './support/faulty-disk.js';
import { writerStage, type WriterStage } from './support/writer-stage.js';

type Tree = Record<string, string>;

/** Two files that are replaced, one of them in a folder, and two new ones, in folders that are not there. */
async function filesToWrite(writer: ProjectWriter): Promise<readonly PlannedWrite[]> {
  const [a, b] = [await writer.read('a.py'), await writer.read('app/b.py')];
  return [
    { path: 'a.py', text: 'new a\n', base: a.version },
    { path: 'app/c/d.py', text: 'new d\n', base: undefined },
    { path: 'app/b.py', text: 'new b\n', base: b.version },
    { path: 'e.py', text: 'new e\n', base: undefined },
  ];
}

async function withStage(work: (stage: WriterStage) => Promise<void>): Promise<void> {
  await using stage = writerStage();
  mkdirSync(join(stage.root, 'app'));
  writeFileSync(join(stage.root, 'a.py'), 'old a\n');
  writeFileSync(join(stage.root, 'app/b.py'), 'old \xff b\n', 'latin1');
  await work(stage);
}

const before: Tree = { 'a.py': '644 old a\n', 'app/': '', 'app/b.py': '644 old \xff b\n' };
const after: Tree = {
  'a.py': '644 new a\n',
  'app/': '',
  'app/b.py': '644 new b\n',
  'app/c/': '',
  'app/c/d.py': '644 new d\n',
  'e.py': '644 new e\n',
};

const title = 'Four files';

/** What is done under faults: a save, or the undo of one. `from` is there before, `to` after it. */
const operations = {
  save: {
    from: before,
    to: after,
    prepare: async (stage: WriterStage) => void (await stage.open().changes()),
    run: async (writer: ProjectWriter) => writer.write(await filesToWrite(writer), { title }),
  },
  undo: {
    from: after,
    to: before,
    prepare: async (stage: WriterStage) => {
      const writer = stage.open();
      await writer.write(await filesToWrite(writer), { title });
    },
    run: (writer: ProjectWriter) => writer.undo(),
  },
};

/** The person's files: what lies beside them is of devmgr, and is allowed only until the next save. */
const filesOf = (tree: Tree) =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => !/\/$|\.devmgr-[^/]*$/.test(path)));

/** Some at a time, since most of the time is waiting for the disk. */
async function forEachCall(calls: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 1;
  const worker = async () => {
    for (let at = next++; at <= calls; at = next++) await work(at);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

/** With no fault at all, so that each can be tried. */
async function countCalls(kind: keyof typeof operations): Promise<number> {
  let calls = 0;
  await withStage(async (stage) => {
    await operations[kind].prepare(stage);
    const disk = faultyDisk(() => undefined);
    await operations[kind].run(stage.open({ disk }));
    expect(stage.tree()).toEqual(operations[kind].to);
    calls = disk.calls;
  });
  return calls;
}

/** Whether the operation succeeded; either way the tree must be whole, and the history must tell the same. */
async function tryUnder(kind: keyof typeof operations, fault: Fault): Promise<boolean> {
  const { from, to, prepare, run } = operations[kind];
  let isDone = false;
  await withStage(async (stage) => {
    await prepare(stage);
    const writer = stage.open({ disk: faultyDisk(fault) });
    isDone = await run(writer).then(
      () => true,
      () => false,
    );
    await writer.dispose();
    const left = stage.tree();
    if (isDone) expect(filesOf(left)).toEqual(filesOf(to));
    else expect(left).toEqual(from);
    const next = stage.open();
    await next.changes();
    expect(stage.tree()).toEqual(isDone ? to : from);
    const standing = (await next.changes()).filter(({ undoneAt }) => undoneAt === undefined);
    expect(standing.length > 0).toBe(isDone === (kind === 'save'));
    if (standing.length === 0) return;
    await next.undo();
    expect(stage.tree()).toEqual(before);
  });
  return isDone;
}

describe.each(['save', 'undo'] as const)('%s', (kind) => {
  it('is done or not done, as a whole, when any one call fails', async () => {
    const calls = await countCalls(kind);
    expect(calls).toBeGreaterThan(80);
    let failed = 0;
    await forEachCall(calls, async (at) => {
      const isDone = await tryUnder(kind, ({ count }) => {
        if (count === at) throw systemError(at % 2 === 0 ? 'ENOSPC' : 'EIO');
      });
      if (!isDone) failed++;
    });
    expect(failed).toBeGreaterThan(calls / 3);
  });

  it('is done or not done, as a whole, when the disk is full from any moment on', async () => {
    const calls = await countCalls(kind);
    const takesRoom = ['file.writeFile', 'link', 'mkdir', 'symlink', 'file.sync'];
    const isNew = (name: string, args: readonly unknown[]) => name === 'open' && typeof args[1] === 'string';
    await forEachCall(calls, async (at) => {
      await tryUnder(kind, ({ count, name, args }) => {
        if (count >= at && (takesRoom.includes(name) || isNew(name, args))) throw systemError('ENOSPC');
      });
    });
  });

  it('is brought to an end at the next start when devmgr dies in any moment', async () => {
    const calls = await countCalls(kind);
    const { from, to, prepare, run } = operations[kind];
    const ends = new Set<string>();
    await forEachCall(calls, (at) =>
      withStage(async (stage) => {
        await prepare(stage);
        const dead = faultyDisk(({ count }) => {
          if (count >= at) throw systemError('ENXIO');
        });
        await run(stage.open({ disk: dead })).catch(() => undefined);
        // Its owner, this process, still lives.
        rmSync(join(stage.home, 'saves/lock'), { force: true });
        const next = stage.open();
        const changes = await next.changes();
        await next.read('a.py');
        const tree = stage.tree();
        const isTo = tree['e.py'] === to['e.py'];
        ends.add(isTo ? 'to' : 'from');
        expect(tree).toEqual(isTo ? to : from);
        const begun = () => readdirSync(join(stage.home, 'saves')).filter((name) => !/^\d+$/.test(name));
        expect(changes.some(({ undoneAt }) => undoneAt === undefined)).toBe(isTo === (kind === 'save'));
        // It goes on, and what a crash left in the history goes with the next save.
        await next.write([{ path: 'z.py', text: 'z\n', base: undefined }], { title: 'Next' });
        expect(begun()).toEqual([]);
        await next.undo();
        expect(stage.tree()).toEqual(isTo ? to : from);
      }),
    );
    expect([...ends].sort()).toEqual(['from', 'to']);
  });
});
