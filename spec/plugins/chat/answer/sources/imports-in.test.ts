import { expect, it } from 'vitest';
import { importsIn } from '../../../../../plugins/chat/answer/sources/imports-in.js';

it('finds the files that scripts import', () => {
  const files = new Set(['src/a.ts', 'src/b/index.ts', 'src/c.js', 'lib/d.ts', 'src/main.ts']);
  const text = `import { a } from './a.js';\nimport '../lib/d';\nconst c = require("./c");\nimport b from './b';\nimport x from 'react';`;
  expect([...importsIn(text, 'src/main.ts', files)].sort()).toEqual([
    'lib/d.ts',
    'src/a.ts',
    'src/b/index.ts',
    'src/c.js',
  ]);
});

it('finds the modules of Python from the root and from the folder', () => {
  const files = new Set(['app/prices.py', 'app/store/__init__.py', 'app/store/rows.py', 'src/shop/cart.py']);
  const text =
    'from app.prices import x\nfrom ..store import y\nfrom .rows import z\nfrom shop.cart import w\nfrom os import path\n';
  expect([...importsIn(text, 'app/store/sql.py', files)].sort()).toEqual([
    'app/prices.py',
    'app/store/__init__.py',
    'app/store/rows.py',
    'src/shop/cart.py',
  ]);
});
