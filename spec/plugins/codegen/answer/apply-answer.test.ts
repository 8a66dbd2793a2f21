import { describe, expect, it } from 'vitest';
import { DevmgrError } from '../../../../plugin-api/index.js';
import { applyAnswer } from '../../../../plugins/codegen/answer/apply-answer.js';
import type { FileAnswer, TextEdit } from '../../../../plugins/codegen/answer/parsed-answer.js';

const target = 'app/x.py';
const whole = (path: string, text: string): FileAnswer => ({ kind: 'whole', path, text, isComplete: true });
const edits = (path: string, ...all: readonly TextEdit[]): FileAnswer => ({
  kind: 'edits',
  path,
  edits: all,
  isComplete: true,
});

function apply(disk: Readonly<Record<string, string>>, ...files: readonly FileAnswer[]) {
  return applyAnswer({ files, prose: '' }, { target, read: (path) => Promise.resolve(disk[path]) });
}

/** The text that edits of the target make, or why they do not. */
async function edited(before: string, ...all: readonly TextEdit[]): Promise<string> {
  const { files, refused } = await apply({ [target]: before }, edits(target, ...all));
  return files[0]?.after ?? refused[0]?.reason ?? '';
}

describe('whole files', () => {
  it('the target comes first, what was there is told', async () => {
    const { files, refused } = await apply({ [target]: 'old\n' }, whole('app/y.py', 'y\n'), whole(target, 'x\n'));
    expect(files).toEqual([
      { path: target, before: 'old\n', after: 'x\n' },
      { path: 'app/y.py', before: undefined, after: 'y\n' },
    ]);
    expect(refused).toEqual([]);
  });

  it.each([
    ['./app//x.py', target],
    ['app\\x.py', target],
    ['app/../app/x.py', target],
    ['/home/me/project/app/x.py', target],
    ['x.py', target],
    ['`app/y.py`', 'app/y.py'],
  ])('%s is %s', async (written, path) => {
    expect((await apply({}, whole(written, 'x\n'))).files).toMatchObject([{ path }]);
  });

  it('a short path is another file where there is one, or where the target is named too', async () => {
    expect((await apply({ 'x.py': '' }, whole('x.py', 'x\n'))).files).toMatchObject([{ path: 'x.py' }]);
    expect((await apply({}, whole('x.py', 'x\n'), whole(target, 'x\n'))).files).toHaveLength(2);
  });

  it.each(['../x.py', '/etc/passwd', 'C:\\x.py', 'a/../../x.py', '~/x.py', '.'])('%s is refused', async (path) => {
    const { files, refused } = await apply({}, whole(path, 'x\n'));
    expect(files).toEqual([]);
    expect(refused).toMatchObject([{ path }]);
  });

  it('twice with the same text is once, with other text refused; others are made', async () => {
    const made = await apply(
      {},
      whole('a.py', 'a\n'),
      whole('./a.py', 'a\n'),
      whole('b.py', '1\n'),
      whole('b.py', '2\n'),
    );
    expect(made.files).toMatchObject([{ path: 'a.py' }]);
    expect(made.refused).toMatchObject([{ path: 'b.py', reason: expect.stringContaining('twice') }]);
  });

  it.each([
    ['# ... rest of the code unchanged'],
    ['    # ... existing code ...'],
    ['# ...'],
    ['// ... rest of the file'],
    ['<!-- rest of the content stays the same -->'],
    ['# (existing imports remain unchanged)'],
    ['/* … unchanged … */'],
    ['-- other definitions as before'],
  ])('one with %j in place of code is refused over a file that is there', async (line) => {
    const made = await apply({ [target]: 'a\nb\n' }, whole(target, `a\n${line}\n`));
    expect(made.refused).toMatchObject([{ path: target, reason: expect.stringContaining('line 2') }]);
    expect((await apply({ [target]: `b\n${line}\n` }, whole(target, `a\n${line}\n`))).files).toHaveLength(1);
  });

  it.each([
    '    ...',
    '# the rest of the orders are shipped',
    '# keep the session open',
    'x = [...rest]',
    '# same as above, for PUT',
  ])('%j is code', async (line) => {
    expect((await apply({ [target]: 'a\nb\n' }, whole(target, `a\n${line}\n`))).files).toHaveLength(1);
  });

  it('a comment that named the file stays where the file has it', async () => {
    const answer: FileAnswer = { kind: 'whole', path: target, text: 'x\n', isComplete: true, markerLine: '# app/x.py' };
    expect((await apply({ [target]: '# app/x.py\ny\n' }, answer)).files).toMatchObject([{ after: '# app/x.py\nx\n' }]);
    expect((await apply({ [target]: 'y\n' }, answer)).files).toMatchObject([{ after: 'x\n' }]);
  });

  it('ends as the file did; a new one with a newline', async () => {
    expect((await apply({ [target]: 'a' }, whole(target, 'b\n'))).files).toMatchObject([{ after: 'b' }]);
    expect((await apply({ [target]: 'a\n' }, whole(target, 'b'))).files).toMatchObject([{ after: 'b\n' }]);
    expect((await apply({}, whole(target, 'b'))).files).toMatchObject([{ after: 'b\n' }]);
    expect((await apply({ [target]: '' }, whole(target, 'b'))).files).toMatchObject([{ after: 'b\n' }]);
  });

  it('what cannot be read is refused with its reason, other errors come through', async () => {
    const read = (error: Error) => () => Promise.reject(error);
    const answer = { files: [whole(target, 'x\n')], prose: '' };
    const expected = new DevmgrError({ code: 'DEVMGR_USAGE', message: 'it is a folder' });
    const { refused } = await applyAnswer(answer, { target, read: read(expected) });
    expect(refused).toEqual([{ path: target, reason: 'it is a folder' }]);
    await expect(applyAnswer(answer, { target, read: read(new TypeError('bug')) })).rejects.toThrow('bug');
  });

  it('what is to be deleted is refused', async () => {
    const answer: FileAnswer = { kind: 'unsupported', path: target, reason: 'the answer deletes it', isComplete: true };
    expect(await apply({ [target]: 'a\n' }, answer)).toEqual({
      files: [],
      refused: [{ path: target, reason: 'the answer deletes it' }],
    });
  });
});

describe('edits', () => {
  const before = 'class A:\n    def a(self):\n        return 1\n\n    def b(self):\n        return 1\n';

  it('replace lines where they are', async () => {
    expect(await edited('a\nb\nc\n', { search: 'b\n', replace: 'x\ny\n' })).toBe('a\nx\ny\nc\n');
    expect(await edited('a\nb\nc\n', { search: 'b\n', replace: '' })).toBe('a\nc\n');
    expect(await edited('a\nb', { search: 'b\n', replace: 'c\n' })).toBe('a\nc');
    expect(await edited('a\nb\nc\n', { search: 'a\n', replace: 'x\n' }, { search: 'c\n', replace: 'z\n' })).toBe(
      'x\nb\nz\n',
    );
  });

  it('a new file', async () => {
    expect((await apply({}, edits(target, { search: '', replace: 'a\n' }))).files).toEqual([
      { path: target, before: undefined, after: 'a\n' },
    ]);
    expect(await edited('old\n', { search: '', replace: 'a\n' })).toMatch(/there already/);
    expect(await edited('old\n', { search: '', replace: 'a\n', nearLine: 3 })).toMatch(/does not say which lines/);
    expect((await apply({}, edits(target, { search: 'a\n', replace: 'b\n' }))).refused).toMatchObject([
      { reason: expect.stringContaining('not there') },
    ]);
  });

  it('blanks at the ends of lines do not matter, and stay where nothing changes', async () => {
    expect(await edited('a  \nb\t\nc\n', { search: 'a\nb\nc\n', replace: 'a\nx\nc\n' })).toBe('a  \nx\nc\n');
  });

  it('are indented as the file is', async () => {
    const edit = {
      search: 'def a(self):\n    return 1\n',
      replace: 'def a(self):\n    if self:\n\n        return 2\n',
    };
    expect(await edited(before, edit)).toBe(
      before.replace('        return 1\n\n', '        if self:\n\n            return 2\n\n'),
    );
    const deep = {
      search: '            return 1\n\n        def b(self):\n',
      replace: '            return 7\n\n        def b(self):\n',
    };
    expect(await edited(before, deep)).toBe(before.replace('return 1', 'return 7'));
    expect(await edited('\tif a:\n\t\tb()\n', { search: 'if a:\n\tb()\n', replace: 'if a:\n\tc()\n' })).toBe(
      '\tif a:\n\t\tc()\n',
    );
  });

  it('that fit several places are refused, unless a line number or their number decides', async () => {
    const edit = { search: '        return 1\n', replace: '        return 2\n' };
    expect(await edited(before, edit)).toBe('the edit fits 2 places: lines 3, 6');
    expect(await edited(before, { ...edit, nearLine: 6 })).toBe(before.replace(/return 1\n$/, 'return 2\n'));
    expect(await edited('a\nx\na\n', { search: 'a\n', replace: 'b\n', nearLine: 2 })).toMatch(/fits 2 places/);
    expect(await edited(before, edit, edit)).toBe(before.replaceAll('return 1', 'return 2'));
    expect(await edited(before, edit, { ...edit, replace: 'return 3\n' })).toBe(
      before.replace('return 1', 'return 2').replace(/ *return 1\n$/, 'return 3\n'),
    );
  });

  it('that are not quite the lines of the file find them where nothing else is like them', async () => {
    const file =
      'def total(order: Order) -> int:\n    # Sum of all lines of the order\n    return sum(line.price for line in order.lines)\n\n\ndef other():\n    pass\n';
    const edit = {
      search:
        'def total(order: Order) -> int:\n    # Sum of all the lines of an order\n    return sum(line.price for line in order.lines)\n',
      replace:
        'def total(order: Order) -> int:\n    # Sum of all the lines of an order\n    return sum(line.total for line in order.lines)\n',
    };
    expect(await edited(file, edit)).toBe(file.replace('line.price', 'line.total'));
  });

  it('that leave out a line in the middle find the others', async () => {
    const file =
      'def total(order):\n    """Sum of all lines."""\n    # without tax\n    amount = sum(order.lines)\n    return amount\n';
    const edit = {
      search: 'def total(order):\n    """Sum of all lines."""\n    amount = sum(order.lines)\n    return amount\n',
      replace:
        'def total(order):\n    """Sum of all lines."""\n    amount = sum(order.lines)\n    return round(amount)\n',
    };
    expect(await edited(file, edit)).toBe(file.replace('return amount', 'return round(amount)'));
  });

  it('that differ by a digit, or where something else is as near, are no mistakes in quoting', async () => {
    expect(await edited('def a():\n    return 2\n', { search: '    return 1\n', replace: '    return 3\n' })).toMatch(
      /not in the file/,
    );
    const twice = 'result = compute_total(order, tax)  # first\n\nresult = compute_total(order, tax)  # second\n';
    const edit = { search: 'result = compute_total(order, tax)  # third\n', replace: 'result = 0\n' };
    expect(await edited(twice, edit)).toMatch(/not in the file/);
  });

  it('that would take away lines which they do not name are refused', async () => {
    const file =
      'def total(order):\n    check_permissions_of_the_user(order)\n    log_the_access(order)\n    return order.total\n';
    const edit = {
      search: 'def total(order):\n    check_permissions_of_the_user(order)\n    return order.total\n',
      replace: 'def total(order):\n    return order.total + 1\n',
    };
    expect(await edited(file, edit)).not.toContain('return order.total + 1\n    log');
    expect(await edited(file, { ...edit, replace: 'def all_of(it):\n    return 0\n' })).toMatch(/not in the file/);
  });

  it('that are nowhere are refused, with the nearest lines; nothing of the file is made', async () => {
    const answer = await edited(
      'alpha = 1\nbeta = 2\n',
      { search: 'beta = 2\n', replace: 'b\n' },
      { search: 'alpha(beta) = gamma\n', replace: 'c\n' },
    );
    expect(answer).toBe('edit 2 of 2 names lines that are not in the file; the nearest are at line 1: alpha = 1');
    expect(await edited('a\n', { search: 'something else\n', replace: 'c\n' })).toBe(
      'the edit names lines that are not in the file',
    );
  });

  it('one may be meant for what another made', async () => {
    const edit = { search: 'b\n', replace: 'c\nd\n' };
    expect(await edited('a\nb\n', edit, { search: 'd\n', replace: 'e\n' })).toBe('a\nc\ne\n');
  });

  it('that change the same line are refused', async () => {
    const file = 'one\ntwo\nthree\n';
    expect(
      await edited(file, { search: 'one\ntwo\n', replace: 'x\n' }, { search: 'two\nthree\n', replace: 'y\n' }),
    ).toBe('two edits change line 2');
  });

  it('beside a whole file are refused', async () => {
    const made = await apply({}, whole(target, 'a\n'), edits(target, { search: 'a\n', replace: 'b\n' }));
    expect(made.refused).toMatchObject([{ reason: expect.stringContaining('as a whole and as edits') }]);
  });
});
