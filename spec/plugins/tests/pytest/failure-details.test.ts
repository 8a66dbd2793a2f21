import { expect, it } from 'vitest';
import { startTestsPlugin } from '../support/tests-plugin.js';

const text = `import dataclasses, enum, warnings, pytest
from lib import check

@dataclasses.dataclass
class Price:
    amount: int
    parts: list = dataclasses.field(default_factory=list)

class Evil:
    def __repr__(self): raise RuntimeError('no repr')

class Local:
    called = []
    def __repr__(self): Local.called.append(1)

class Colour(enum.Enum):
    RED = 1

def inner(order):
    price = Price(2, [3]); red = Colour.RED; local = Local(); cyclic = [1]; cyclic.append(cyclic)
    many = list(range(100_000)); api_key = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD'
    assert {'a': 1, 'price': Price(1)} == {'a': 1, 'price': Price(2)}

def test_dict(): inner({'id': 5})

def test_other_assertion():
    try: assert 1 == 2
    except AssertionError: pass
    flag = False
    assert flag

def test_text(): assert 'a\\nb\\nc' == 'a\\nx\\nc'
def test_evil(): assert [Evil()] == [1]
def test_long(): assert 'x' * 5_000_000 + 'a' == 'x' * 5_000_000 + 'b'
def test_list(): assert list(range(50_000)) == list(range(49_999)) + [5]
def test_cause():
    try: 1 / 0
    except ZeroDivisionError as error: raise KeyError('k') from error
def test_lib(): check(3)
def test_in():
    total = 4
    assert total in (1, 2)
def test_warns():
    for _ in range(50): warnings.warn('old way', DeprecationWarning)
def test_called(): assert Local.called == []
`;

/** Values that run code of the test when they are asked what they are, as lazy objects of Django do; the last line counts. */
const hostile = `class Lazy:
    @property
    def __class__(self): raise RuntimeError('asked')
class Exits:
    @property
    def __class__(self): raise SystemExit(0)
class NoName(type):
    def __getattribute__(cls, name): raise RuntimeError('asked')
class Nameless(metaclass=NoName): pass
class NoHash(type):
    def __eq__(cls, other): raise RuntimeError('asked')
class Unequal(metaclass=NoHash): pass
class Args(Exception):
    args = property(lambda self: 1 / 0)
    exceptions = property(lambda self: 1 / 0)
class Names(dict):
    def get(self, *args): raise SystemExit(0)
    def items(self): raise RuntimeError('asked')
class Prepared(type):
    @classmethod
    def __prepare__(cls, name, bases): return Names()

def test_lazy(): lazy = Lazy(); nested = [Lazy()]; n = 1; assert n == 2
def test_exits(): exits = Exits(); nested = {1: Exits()}; assert 0
def test_nameless(): nameless = Nameless(); nested = (Nameless(),); assert 0
def test_unequal(): unequal = Unequal(); assert [unequal] == [1]
def test_args(): args = Args(); raise args
def test_locals():
    class Body(metaclass=Prepared): raise ValueError('body')
def test_fine(): pass
`;

it('tells both sides, source and locals of the frames of the project, and warnings, whatever the values are', async () => {
  await using plugin = await startTestsPlugin({
    files: {
      'test_it.py': text,
      'test_hostile.py': hostile,
      'lib.py': 'def check(n):\n    __tracebackhide__ = True\n    raise ValueError(n)\n',
    },
  });
  const state = await plugin.run();
  const test = (name: string) => state.cases.get(`test_it.py::${name}`);
  expect(test('test_dict')?.comparison).toEqual({
    operator: '==',
    left: "{\n  'a': 1,\n  'price': Price(amount=1, parts=[]),\n}",
    right: "{\n  'a': 1,\n  'price': Price(amount=2, parts=[]),\n}",
  });
  const frame = test('test_dict')?.frames.at(-1);
  expect(frame).toMatchObject({ path: 'test_it.py', function: 'inner', line: 22, source: { firstLine: 18 } });
  expect(frame?.source?.lines[4]).toContain('assert {');
  expect(Object.fromEntries(frame?.locals ?? [])).toMatchObject({
    order: "{'id': 5}",
    price: 'Price(amount=2, parts=[3])',
    red: 'Colour.RED',
    local: '<Local>',
    cyclic: '[1, ...]',
  });
  expect(frame?.locals?.find(([name]) => name === 'many')?.[1].length).toBeLessThan(400);
  expect(test('test_other_assertion')?.comparison).toBeUndefined();
  expect(test('test_text')?.comparison).toMatchObject({ left: 'a\nb\nc', right: 'a\nx\nc' });
  expect(test('test_evil')?.comparison?.left).toContain('Evil whose repr raised RuntimeError');
  expect(test('test_long')?.comparison?.left).toMatch(/^\.\.\. \d+ characters equal in front \.\.\.\nx+a$/);
  expect(test('test_list')?.comparison?.right).toMatch(/49998,\n {2}5,\n]$/);
  expect(test('test_in')?.comparison).toEqual({ operator: 'in', left: '4', right: '(\n  1,\n  2,\n)' });
  expect(test('test_cause')?.traceback).toContain('ZeroDivisionError');
  expect(test('test_lib')?.frames.map((each) => each.function)).toEqual(['test_lib']);
  // Locals are shown without asking them.
  expect(test('test_called')?.outcome).toBe('passed');
  expect(state.warnings).toEqual([
    {
      category: 'DeprecationWarning',
      message: 'old way',
      path: 'test_it.py',
      line: 44,
      testId: 'test_it.py::test_warns',
      count: 50,
    },
  ]);
  expect(test('test_warns')?.phaseMs?.every((ms) => ms !== undefined && ms >= 0)).toBe(true);
  expect(test('test_warns')?.endedAt).toBeGreaterThan(0);

  const asked = ([id]: readonly [string, unknown]) => id.startsWith('test_hostile.py');
  const odd = Object.fromEntries([...state.cases].filter(asked).map(([id, each]) => [id.slice(22), each]));
  for (const name of ['lazy', 'exits', 'nameless', 'unequal', 'args', 'locals'])
    expect(odd[name]?.outcome).toBe('failed');
  expect(odd['fine']?.outcome).toBe('passed');
  expect(odd['lazy']?.frames[0]?.locals).toEqual([
    ['lazy', '<Lazy>'],
    ['nested', '[<Lazy>]'],
    ['n', '1'],
  ]);
  expect(odd['nameless']?.frames[0]?.locals).toEqual([
    ['nameless', '<Nameless>'],
    ['nested', '(<Nameless>,)'],
  ]);
  expect(odd['lazy']?.comparison).toMatchObject({ left: '1', right: '2' });
  expect(odd['locals']).toMatchObject({ message: 'ValueError: body', frames: [{}, { function: 'Body', locals: [] }] });

  const spread = await plugin.run({ workers: 2 });
  for (const { id, comparison, frames } of state.cases.values()) {
    expect(spread.cases.get(id)).toMatchObject({ comparison, frames });
  }
  expect(spread.warnings?.[0]).toMatchObject({ count: 50, path: 'test_it.py' });
});
