import { afterAll, describe, expect, it } from 'vitest';
import { docText } from './doc-text.js';
import { findDeclarations } from './find-declarations.js';
import { stripDocs } from './strip-docs.js';
import { SyntaxParsers } from './syntax-parsers.js';

const parsers = new SyntaxParsers();
afterAll(() => parsers.dispose());

/** Each function with its doc and its lines in the stripped text. */
async function take(path: string, lines: readonly string[]) {
  const text = lines.join('\n');
  const tree = await parsers.parse(path, text);
  const declarations = findDeclarations(tree!.rootNode);
  tree!.delete();
  const stripped = stripDocs(text, declarations);
  const functions = declarations
    .filter(({ isFunction }) => isFunction)
    .map(({ symbol, span, doc }) => {
      const [start, end] = [stripped.lineOf(span.startLine), stripped.lineOf(span.endLine)];
      return { symbol, doc: doc && docText(doc.raw), code: stripped.text.split('\n').slice(start - 1, end) };
    });
  return { text: stripped.text.split('\n'), functions };
}

describe('docs are taken out', () => {
  it('of Python', async () => {
    const { text, functions } = await take('a.py', [
      '"""Of the module."""',
      'class Orders:',
      '    """Of the class."""',
      '    @cached',
      '    def find(self, id):',
      "        r'''Find an order.",
      "        In the table.'''",
      '        return self.table[id]',
      '    def none(self): "Nothing."',
      '    def same(self):',
      '        """Only this."""',
    ]);
    expect(text).toEqual([
      '"""Of the module."""',
      'class Orders:',
      '    @cached',
      '    def find(self, id):',
      '        return self.table[id]',
      '    def none(self): ...',
      '    def same(self):',
      '        ...',
    ]);
    expect(functions).toEqual([
      { symbol: 'Orders.find', doc: 'Find an order.\nIn the table.', code: text.slice(2, 5) },
      { symbol: 'Orders.none', doc: 'Nothing.', code: [text[5]] },
      { symbol: 'Orders.same', doc: 'Only this.', code: text.slice(6, 8) },
    ]);
  });

  it('of TypeScript', async () => {
    const { text, functions } = await take('a.ts', [
      '/* licence */',
      'import x from "x"; // not of find',
      '/**',
      ' * Find an order.',
      ' * @param id its number',
      ' */',
      'export const find = async (id: number) => {',
      '  return x[id]; // kept',
      '};',
      '',
      '/** Of the class. */',
      'export class Orders {',
      '  // Add an order',
      '  // to the table.',
      '  @log()',
      '  add(): void {}',
      '}',
      '/** Send it. */',
      'app.send = res.send = function send(body) {',
      '};',
    ]);
    expect(text).toEqual([
      '/* licence */',
      'import x from "x"; // not of find',
      'export const find = async (id: number) => {',
      '  return x[id]; // kept',
      '};',
      '',
      'export class Orders {',
      '  @log()',
      '  add(): void {}',
      '}',
      'app.send = res.send = function send(body) {',
      '};',
    ]);
    expect(functions).toEqual([
      { symbol: 'find', doc: 'Find an order.', code: text.slice(2, 5) },
      { symbol: 'Orders.add', doc: 'Add an order\nto the table.', code: [text[8]] },
      { symbol: 'send', doc: 'Send it.', code: text.slice(10, 12) },
    ]);
  });

  it('of Go, Rust and Java', async () => {
    const go = await take('a.go', ['package a', '', '// Find finds', '// an order.', 'func (o *Orders) Find() {}']);
    expect(go.functions).toEqual([{ symbol: 'Orders.Find', doc: 'Find finds\nan order.', code: [go.text[2]] }]);
    const rust = await take('a.rs', ['impl Orders {', '  /// Find it.', '  #[inline]', '  fn find() {}', '}']);
    expect(rust.text).toEqual(['impl Orders {', '  #[inline]', '  fn find() {}', '}']);
    expect(rust.functions).toEqual([{ symbol: 'Orders.find', doc: 'Find it.', code: ['  fn find() {}'] }]);
    const java = await take('A.java', ['class A {', '  /** Find it. */', '  int find() { return 1; }', '}']);
    expect(java.functions).toEqual([{ symbol: 'A.find', doc: 'Find it.', code: ['  int find() { return 1; }'] }]);
  });
});
