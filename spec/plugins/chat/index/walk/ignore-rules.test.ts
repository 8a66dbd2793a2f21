import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IgnoreRules } from '../../../../../plugins/chat/index/walk/ignore-rules.js';
import { summaryOf, TemporaryProject } from './temporary-project.js';
import { expectQuick } from '../../../../support/expect-quick.js';

/** Few letters, so that patterns meet names. */
const name = fc.stringMatching(/^[abc][abc_]{0,2}$/);
const oddName = fc.constantFrom('a b', '[a]', 'a*', '#a', '!a', 'b?', String.raw`a\b`, '{a}', 'a+', '(b)', '-a');
const folderPath = fc.array(fc.oneof({ weight: 5, arbitrary: name }, oddName), { minLength: 0, maxLength: 3 });
const path = fc.tuple(folderPath, name).map(([folder, file]) => [...folder, file].join('/'));

const part = fc.oneof(
  name,
  oddName.map((text) => text.replace(/^([#!])/, String.raw`\$1`)),
  fc.constantFrom('*', '**', '?', 'a*', '*b', '*_c', '[ab]', '[!a]', '[a-b]*', '[[:alpha:]]', 'a?', String.raw`\a`),
  fc.constantFrom('[', '[a', '[z-a]', 'a ', String.raw`a\ `, String.raw`\[a\]`, String.raw`a\*`, '***'),
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    fc.constantFrom('', '', '/'),
    fc.array(part, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/', '/**'),
    fc.constantFrom('', '', ' ', '\r'),
  )
  .map(([negation, start, parts, end, tail]) => negation + start + parts.join('/') + end + tail);
const line = fc.oneof({ weight: 8, arbitrary: pattern }, fc.constantFrom('', '# a', '/', '!', '  ', '//', '\\'));
const ignoreFile = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));

const project = fc.record({
  paths: fc.uniqueArray(path, { minLength: 1, maxLength: 25 }),
  root: ignoreFile,
  nested: fc.array(fc.tuple(fc.nat(), ignoreFile), { maxLength: 3 }),
  exclude: ignoreFile,
});

/** A path that is a folder of another cannot be a file. */
function treeOf(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
}

describe('IgnoreRules', () => {
  it('agrees with git about which files of random trees are ignored by random patterns', async () => {
    await fc.assert(
      fc.asyncProperty(project, async ({ paths, root, nested, exclude }) => {
        const files = treeOf(paths);
        const folders = [...new Set(files.map((file) => file.slice(0, file.lastIndexOf('/') + 1)))];
        const ignoreFiles = nested.map(
          ([at, text]) => [`${folders[at % folders.length] ?? ''}.gitignore`, text] as const,
        );
        const tree = await TemporaryProject.create(Object.fromEntries(files.map((file) => [file, ''])));
        try {
          await tree.git('init', '-q');
          await tree.write({ '.gitignore': root, ...Object.fromEntries(ignoreFiles), '.git/info/exclude': exclude });
          const listed = await tree.git('-c', 'core.quotePath=false', 'ls-files', '-o', '--exclude-standard', '-z');
          const expected = listed
            .join('\n')
            .split('\0')
            .filter((file) => file !== '')
            .sort();
          expect(summaryOf(await tree.walk()).files).toEqual(expected);
        } finally {
          await tree.remove();
        }
      }),
      { numRuns: Number(process.env.DEVMGR_PROPERTY_RUNS ?? 60), endOnFailure: false },
    );
  }, 600_000);

  it('never throws, whatever is written in an ignore file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, more) => {
        const rules = IgnoreRules.create([more]).withFile('', text).withFile('a[b]/', text);
        expect([undefined, 'ignored', 'included']).toContain(rules.verdict('a[b]/c'));
      }),
    );
  });

  it('can be aborted in a folder of many names that hostile patterns make slow', async () => {
    const names = Array.from({ length: 3_000 }, (_, at) => `${'a'.repeat(200)}${at}`);
    const tree = await TemporaryProject.create(Object.fromEntries(names.map((file) => [file, ''])));
    await tree.write({ '.devmgrignore': `${'*a'.repeat(49)}b\n`.repeat(5_000) });
    await expectQuick(2_000, async () => {
      const abort = new AbortController();
      const walking = tree.walk({ signal: abort.signal });
      setTimeout(() => abort.abort(new Error('enough')), 50);
      await expect(walking).rejects.toThrow('enough');
    });
    await tree.remove();
  });

  it.each([
    'a*'.repeat(5000),
    '**/'.repeat(5000),
    `${' '.repeat(200_000)}x`,
    '['.repeat(100_000),
    `${'*a'.repeat(495)}b\n`.repeat(1000),
    `${'*a'.repeat(49)}b\n`.repeat(100_000),
    `/${'?'.repeat(900)}b\n`.repeat(100_000),
    `!${'a/'.repeat(50_000)}`,
  ])('is quick with a hostile pattern (%#)', async (text) => {
    const path = `b/${'a/'.repeat(100)}${'a'.repeat(250)}`;
    await expectQuick(1000, () => IgnoreRules.create().withFile('b/', text).verdict(path));
  });
});
