/**
 * Main module of a child process: writes to an index in a loop and says every generation on its own line, when it is written.
 * Arguments: path, URL of sqlite3, its name, number of batches.
 */
import { openIndexWriter } from '../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { batch, file, vectors } from './index-contents.js';

const [path = '', sqlite3Url = '', name = '', batches = '0'] = process.argv.slice(2);

const { writer } = await openIndexWriter(path, sqlite3Url);
await writer.setActiveEmbedder('model/1');
for (let round = 0; round < Number(batches); round++) {
  const shared = Array.from({ length: 8 }, (_, n) => `shared/${(round + n) % 20}.ts`);
  const put = [...shared, `${name}/${round}.ts`].map((at) =>
    file(at, [`by ${name} `, `in round${round} `, 'shared words '.repeat(50)], { vectors: vectors([0, 1, 2]) }),
  );
  const remove = [`${name}/${round - 5}.ts`, `shared/${(round + 10) % 20}.ts`];
  const { generation } = await writer.apply(batch({ put, remove }));
  process.stdout.write(`${generation}\n`);
}
await writer.close();
