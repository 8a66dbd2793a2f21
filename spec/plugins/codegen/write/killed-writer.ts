import * as promises from 'node:fs/promises';
import { createTestContext } from '../../../../plugin-api/testing/index.js';
import { createProjectWriter } from '../../../../plugins/codegen/write/create-project-writer.js';
import { faultyDisk } from './support/faulty-disk.js';
import { manifest, realClock } from './support/writer-stage.js';

/**
 * A program: `<root> <home> <name> <which>`. Replaces a.py and makes new/b.py, and is killed by itself before the nth call of this
 * name. With `slow` as the name it appends a line to a.py as often as `which` says, trying again when somebody else was faster.
 */
const [root = '', home = '', name = '', which = ''] = process.argv.slice(2);

let seen = 0;
const disk = faultyDisk((call) => {
  if (call.name === name && ++seen === Number(which)) process.kill(process.pid, 'SIGKILL');
});
const { context } = createTestContext({ manifest, root, storageDir: home, clock: realClock });
const writer = createProjectWriter(context, disk);

async function appendOften(): Promise<void> {
  for (let left = Number(which); left > 0;) {
    const { text = '', version } = await writer.read('a.py');
    const files = [{ path: 'a.py', text: `${text}${process.pid}-${left}\n`, base: version }];
    await writer.write(files, { title: 'One more line' }).then(
      () => left--,
      (error: Error & { code?: string }) => {
        if (error.code !== 'DEVMGR_WRITE_CONFLICT') throw error;
      },
    );
  }
}

if (name === 'slow') await appendOften();
else {
  const { version } = await writer.read('a.py');
  const files = [
    { path: 'a.py', text: 'new\n', base: version },
    { path: 'new/b.py', text: 'new\n', base: undefined },
  ];
  await writer.write(files, { title: 'Killed' });
}
await writer.dispose();
await promises.writeFile(`${home}/came-to-its-end-${process.pid}`, '');
