import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf, outlineOf } from './chunker-of-specs.js';

describe('a syntax error in one function', async () => {
  const chunker = await chunkerOfSpecs();

  it.each<readonly [string, string, readonly string[]]>([
    [
      'a.py',
      'def a():\n    x = foo(1,\n\n# of b\n@dec\ndef b():\n    return 2\n\nclass C:\n    def m(self):\n        return 1\n',
      ['function a 1-4', 'function b 5-8', 'class C 9-9', 'method C.m 10-11'],
    ],
    [
      'a.py',
      'def a():\n    """no end\n    return 1\n\n\ndef b():\n    return 2\n',
      ['function a 1-5', 'function b 6-7'],
    ],
    [
      'a.ts',
      'export function a() {\n  if (x) {\n    y();\n}\n\n/** b */\nexport function b() {\n  return 1;\n}\n\nclass C {\n  m() {}\n}\n',
      ['function a 1-5', 'function b 6-10', 'class C 11-11', 'method C.m 12-13'],
    ],
    [
      'a.go',
      'package a\n\nfunc A() {\n\tif x {\n}\n\n// B is.\nfunc B() {\n}\n\nfunc (t *T) C() {\n}\n',
      ['function A 1-6', 'function B 7-10', 'method T.C 11-12'],
    ],
    [
      'a.rs',
      'fn a() {\n    if x {\n}\n\n/// b\nfn b() {\n}\n\nimpl T {\n    fn c() {}\n}\n',
      ['module 1-4', 'function b 5-8', 'method T.c 9-11'],
    ],
  ])('leaves the rest as it is: %s %#', async (path, text, outline) => {
    const file = await chunker.chunk(path, text);
    expect(file.isParsed).toBe(true);
    expect(faultsOf(text, file)).toEqual([]);
    expect(outlineOf(file)).toEqual(outline);
  });
});
