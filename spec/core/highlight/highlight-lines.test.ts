import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightLines } from '../../../core/highlight/highlight-lines.js';

const python = ['def total(items):', '    """Sums."""', '    return sum(1 for _ in items)  # all', ''].join('\n');

/** The lines once their colours are there. */
async function coloured(text: string, language: string | undefined) {
  await new Promise<void>((resolve) => highlightLines(text, language, resolve));
  return highlightLines(text, language, () => expect.unreachable('they are known'));
}

const textOf = (lines: ReturnType<typeof highlightLines>) => lines.map((line) => line.map((s) => s.text).join(''));

describe('highlightLines', () => {
  it('gives the text at once and its colours when they are there', async () => {
    const atOnce = highlightLines(python, 'py', () => undefined);
    expect(textOf(atOnce)).toEqual(python.split('\n'));
    const lines = await coloured(python, 'py');
    expect(textOf(lines)).toEqual(python.split('\n'));
    expect(lines[0]?.[0]).toEqual({ text: 'def', style: 'keyword' });
    expect(lines[0]?.[2]).toEqual({ text: 'total', style: 'name' });
    expect(lines[1]?.at(-1)).toEqual({ text: '"""Sums."""', style: 'string' });
    expect(lines[2]?.at(-1)).toEqual({ text: '# all', style: 'comment' });
  });

  it('loses no character of any text', async () => {
    const code = fc.constantFrom(
      'def',
      'x',
      '"',
      "'''",
      '`',
      '${',
      '}',
      '/*',
      '*/',
      '//',
      '#',
      '<a>',
      '\n',
      '\r\n',
      '\t',
      '🚀',
      ' ',
    );
    const text = fc.array(fc.oneof(code, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));
    const language = fc.constantFrom('python', 'typescript', 'html', 'markdown', 'yaml', 'bash');
    let number = 0;
    await fc.assert(
      fc.asyncProperty(text, language, async (start, someLanguage) => {
        // Never the same text: of one that is known nobody is told.
        const whole = `${start}\n${number++}`;
        expect(textOf(highlightLines(whole, someLanguage, () => undefined))).toEqual(whole.split('\n'));
        expect(textOf(await coloured(whole, someLanguage))).toEqual(whole.split('\n'));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['ts', 'f(x => x + 1)', 'x', undefined],
    ['ts', 'class Order {}', 'Order', 'type'],
    ['ts', 'let s = `a${b}c`', '${b}', undefined],
    ['python', '@cached', '@cached', 'name'],
    ['python', 'class Order(Base): ...', 'Base', 'type'],
    ['sql', "SELECT 'a' FROM b", 'SELECT', 'keyword'],
    ['yaml', 'port: 80', '80', 'number'],
    ['diff', '+added', '+added', 'added'],
    ['Dockerfile', 'RUN echo "x"', 'RUN', 'keyword'],
  ])('%s: in %s, %s is %s', async (language, text, part, style) => {
    const [line = []] = await coloured(text, language);
    const found = line.find((span) => span.text.includes(part));
    expect(found?.style).toBe(style);
  });

  it('leaves an unknown language as it is, at once and for good', () => {
    const lines = highlightLines('<?x\ny', 'cobol', () => expect.unreachable('there is nothing to come'));
    expect(lines).toEqual([[{ text: '<?x' }], [{ text: 'y' }]]);
  });
});
