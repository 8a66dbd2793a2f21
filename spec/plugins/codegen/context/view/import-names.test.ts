import { describe, expect, it } from 'vitest';
import { importedFiles } from '../../../../../plugins/codegen/context/view/import-names.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const files = new Set([
  'app/__init__.py',
  'app/models.py',
  'app/routers/__init__.py',
  'app/routers/orders.py',
  'app/routers/health.py',
  'src/lib/tools.py',
  'front/src/lib/a.ts',
  'web/a.ts',
  'web/b.tsx',
  'web/c/index.ts',
  'web/d.service.ts',
]);
const found = (path: string, text: string) => importedFiles(text, path, (each) => files.has(each));

describe('files that a text imports', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['app/main.py', 'from app.models import Order', ['app/models.py']],
    [
      'app/main.py',
      'from app.routers import health, orders as o  # both',
      ['app/routers/health.py', 'app/routers/orders.py'],
    ],
    [
      'app/main.py',
      'from app.routers import (\n    orders,  # (one)\n    health,\n)',
      ['app/routers/orders.py', 'app/routers/health.py'],
    ],
    ['app/main.py', 'import app.models, os as system', ['app/models.py']],
    ['app/routers/new.py', 'from ..models import x', ['app/models.py']],
    ['app/routers/new.py', 'from . import orders', ['app/routers/orders.py']],
    ['app/main.py', 'from lib.tools import x', ['src/lib/tools.py']],
    ['app/models.py', 'from app.models import me', []],
    ['app/main.py', 'from fastapi import APIRouter\nimport json', []],
    ['web/x.ts', "import { a } from './a.js';\nexport * from './b';\n", ['web/a.ts', 'web/b.tsx']],
    [
      'web/x.ts',
      "import './c';\nconst d = require('./d.service');\nawait import('./a')",
      ['web/c/index.ts', 'web/d.service.ts', 'web/a.ts'],
    ],
    ['web/x.ts', "import React from 'react';", []],
    ['front/src/pages/x.tsx', "import { a } from '@/lib/a';\nimport { b } from '~/lib/b'", ['front/src/lib/a.ts']],
  ])('%s: %s', (path, text, expected) => {
    expect(found(path, text)).toEqual(expected);
  });

  it('are found in linear time, whatever the text', async () => {
    for (const part of [
      'from a import (\n',
      'from a import (',
      'from a import b\\\n',
      'import a,',
      "import '",
      'from .',
      "require ( '",
    ]) {
      for (const path of ['app/x.py', 'web/x.ts']) {
        await expectQuick(2_000, () => found(path, part.repeat(20_000)), `${path}: ${part}`);
      }
    }
  });
});
