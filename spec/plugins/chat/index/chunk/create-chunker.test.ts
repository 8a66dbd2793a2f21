import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf } from './chunker-of-specs.js';

describe('a chunker', async () => {
  const chunker = await chunkerOfSpecs();

  it.each([
    ['db/orders.sql', 'sql', 'CREATE TABLE orders (\n  id int\n);\n\nCREATE TABLE items (\n  id int\n);\n'],
    ['compose.yaml', 'yaml', 'services:\n  api:\n    image: a\nvolumes:\n  data: {}\n'],
    ['package.json', 'json', '{\n  "name": "orders",\n  "scripts": {\n    "test": "vitest"\n  }\n}\n'],
    ['README.md', 'markdown', '# Orders\n\nText.\n\n## Install\n\nMore.\n'],
    ['pyproject.toml', 'toml', '[project]\nname = "orders"\n\n[tool.ruff]\nline-length = 100\n'],
    ['page.html', 'html', '<!doctype html>\n<html>\n<body>\n<main id="orders">\n<p>x</p>\n</main>\n</body>\n</html>\n'],
    ['a.ipynb', 'jupyter', '{\n "cells": [\n  {\n   "source": [\n    "x = 1"\n   ]\n  }\n ]\n}\n'],
  ])('knows the structure of %s', async (path, language, text) => {
    const file = await chunker.chunk(path, text);
    expect(file).toMatchObject({ language, isParsed: true });
    expect(faultsOf(text, file)).toEqual([]);
  });

  it('divides what it does not know at blank lines', async () => {
    const text = 'one\ntwo\n\nthree\n';
    expect(await chunker.chunk('notes', text)).toEqual({
      language: 'text',
      isParsed: false,
      imports: [],
      chunks: [{ startLine: 1, endLine: 4, kind: 'window', text }],
    });
  });

  it('divides scripts by their first line', async () => {
    const file = await chunker.chunk('bin/serve', '#!/usr/bin/env python3\nimport app\n\ndef serve():\n    pass\n');
    expect(file).toMatchObject({ language: 'python', isParsed: true, imports: ['app'] });
  });

  it('may be asked for many files at once', async () => {
    const paths = ['a.py', 'b.ts', 'c.go', 'd.rs', 'e.java', 'f.css', 'g.sh', 'h.tsx', 'i.js'];
    const files = await Promise.all(paths.map((path) => chunker.chunk(path, '\n')));
    expect(files.map((file) => file.chunks.length)).toEqual(paths.map(() => 1));
  });
});
