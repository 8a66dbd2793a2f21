import { expect, it } from 'vitest';
import { asWritten } from '../../../../../plugins/chat/answer/sources/as-written.js';

const match = (path: string, text: string) => ({ path, text });

it('takes a literal as a word of its own, first where it is a value of the code', () => {
  const found = [
    match('app/home.js', 'return process.env.HOME;'),
    match('app/comment.js', '// reads .env, if there is one'),
    match('tests/secret.test.js', "isSecret('.env')"),
    match('app/secret.js', "return name === '.env';"),
    match('app/other.js', 'read(".envrc")'),
  ];
  const paths = asWritten(found, '.env').map(({ path }) => path);
  expect(paths).toEqual(['app/secret.js', 'app/comment.js', 'tests/secret.test.js']);
});

it('takes the signs of a literal as they are', () => {
  const found = [match('a.py', '@get("/items/{id}")'), match('b.py', '@get("/items/xidx")')];
  expect(asWritten(found, '/items/{id}').map(({ path }) => path)).toEqual(['a.py']);
});
