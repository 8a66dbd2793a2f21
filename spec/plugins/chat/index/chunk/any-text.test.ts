import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf } from './chunker-of-specs.js';

/** A file name of each language with what its files are made of. */
const languages: Readonly<Record<string, readonly string[]>> = {
  'a.py': [
    'def f(x):',
    'class A(B):',
    '@dec',
    '    return 1',
    '  if x:',
    'import a.b',
    '"""',
    '# c',
    'x = [',
    ']',
    'else:',
  ],
  'a.js': [
    'function f() {',
    '}',
    'class A {',
    'm() {',
    'const x = () => {',
    '};',
    '// c',
    '/*',
    '*/',
    "require('x')",
    '`',
  ],
  'a.ts': [
    'interface A {',
    '}',
    'export enum E { A }',
    'type T =',
    'namespace N {',
    '@dec()',
    'a<b,',
    'declare module "x" {',
  ],
  'a.tsx': ['export const A = memo(() => {', '<div>', '</div>', '});', 'return (', ')', '{x}', "describe('x', () => {"],
  'a.go': ['func (r *R) M() {', '}', 'type (', ')', 'type T struct {', 'import "x"', 'const (', '// c', 'var x = 1'],
  'a.rs': [
    'impl A for B {',
    '}',
    'fn f() {',
    '#[test]',
    '/// d',
    'mod m {',
    'use a::{b, c};',
    'trait T {',
    'struct S;',
  ],
  'a.java': ['class A {', '}', '@Override', 'void m() {', 'enum E { A;', '/** d */', 'import a.B;', 'interface I {'],
  'a.css': ['.a {', '}', '@media print {', '/* c', '*/', 'color: red;', '@import "x";', '#b > c,', '$x: 1;'],
  'a.sh': ['f() {', '}', 'if [ a ]; then', 'fi', 'cat <<E', 'E', '. ./x', '# c', 'case x in', 'esac', "'", '$('],
  'a.cpp': [
    'class A {',
    '};',
    'int A::f() {',
    '}',
    '#ifdef X',
    '#endif',
    'template <T>',
    'public:',
    '/*',
    'namespace n {',
  ],
  'a.cs': ['class A {', '}', 'void M() {', 'namespace N;', '[Get]', '#if X', '#endif', 'int P { get; }', 'using A;'],
  'a.rb': ['class A', 'def f', 'end', "describe 'x' do", '# c', '<<~E', 'E', 'if x', "require 'a'", 'x = 1'],
  'a.php': ['<?php', 'class A {', '}', 'function f() {', '?>', '<p>', '/** d */', '#[A]', 'use A\\{B, C};', '"'],
  'a.unknown': ['x', '', '  y', '\t'],
};

const lineEnds = ['\n', '\n', '\n\n', '\r\n', '\r', '\u2028', '\f\n', ' ', ''];

function textOf(lines: readonly string[]): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...lines) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  );
  const indented = fc.tuple(fc.constantFrom('', '', '  ', '    ', '\t'), line, fc.constantFrom(...lineEnds));
  const parts = fc.array(
    indented.map((part) => part.join('')),
    { maxLength: 120, size: 'max' },
  );
  return fc.tuple(fc.constantFrom('', '', '\uFEFF'), parts).map(([mark, lines]) => mark + lines.join(''));
}

describe('any text', async () => {
  const chunker = await chunkerOfSpecs();

  it.each(Object.entries(languages))('%s: every line is in one chunk', async (path, lines) => {
    await fc.assert(
      fc.asyncProperty(textOf(lines), async (text) => {
        expect(faultsOf(text, await chunker.chunk(path, text))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
