import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlinePython } from '../../../../../plugins/codegen/context/read/outline-python.js';
import { outlineScript } from '../../../../../plugins/codegen/context/read/outline-script.js';
import { shortened } from '../../../../../plugins/codegen/context/read/shortened.js';
import { expectQuick } from '../../../../support/expect-quick.js';

describe('the outline of Python', () => {
  it('keeps imports, signatures, decorators and attributes, and leaves bodies out', () => {
    const text = `"""Orders.

def not_a_function():
"""
import os

LIMIT = {
    "a": 1,
}


class Order(BaseModel):
    """One order."""

    id: int
    name: str = Field(
        ...,
        max_length=80,
    )

    @property
    def total(self) -> int:
        """Sums up.
not indented (
        """
        return sum(self.lines)  # (

    async def pay(
        self, amount: int = 3,
    ) -> None:
        if amount:
            raise ValueError("((")

    def short(self): return 1
    kind = 'x'


@router.get("/x")
def read(x="#:", y=(1, 2)):  # comment
    def inner():
        pass
    return inner

end = 1
`;
    expect(outlinePython(text)).toBe(`"""Orders.

def not_a_function():
"""
import os

LIMIT = {
    "a": 1,
}

class Order(BaseModel):
    """One order."""

    id: int
    name: str = Field(
        ...,
        max_length=80,
    )

    @property
    def total(self) -> int:
        ...
    async def pay(
        self, amount: int = 3,
    ) -> None:
        ...
    def short(self): return 1
    kind = 'x'

@router.get("/x")
def read(x="#:", y=(1, 2)):  # comment
    ...
end = 1
`);
  });
});

describe('the outline of TypeScript', () => {
  it('keeps what is at the left edge, and the members of classes and interfaces', () => {
    const text = `import { a } from './a.js';

export interface Order {
  readonly id: number;
  readonly lines: readonly {
    sku: string;
  }[];
}

export function total(order: Order): number {
  const sum = order.lines.length;
  return sum;
}

export class Cart {
  #lines = [];
  add(line: Line): void {
    this.#lines.push(line);
  }
}
`;
    expect(outlineScript(text)).toBe(`import { a } from './a.js';

export interface Order {
  readonly id: number;
  readonly lines: readonly {
    …
  }[];
}

export function total(order: Order): number {
  …
}

export class Cart {
  #lines = [];
  add(line: Line): void {
    …
  }
}
`);
  });
});

describe('a shortened text', () => {
  it('is as it is where it fits', () => {
    expect(shortened('def a():\n    return 1\n', 'a.py', 100)).toEqual({
      text: 'def a():\n    return 1\n',
      isCut: false,
    });
  });

  it('that has no structure is its first lines', () => {
    expect(shortened('one\ntwo\nthree\n', 'a.md', 9)).toEqual({
      text: 'one\ntwo\n… the rest is left out\n',
      isCut: true,
    });
  });

  it('is never longer than asked for, and every line of it is one of the text or a mark', () => {
    const piece = fc.constantFrom(
      ...[
        'def f(x):\n',
        '    return 1\n',
        '"""',
        "'''",
        '(',
        ')',
        '{',
        '}',
        '#',
        '\n',
        'class A:\n',
        '    x = "\\""\n',
        '  …',
        'a',
      ],
    );
    const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('a.py', 'a.ts', 'a.md'),
        fc.integer({ min: 10, max: 300 }),
        (whole, path, most) => {
          const { text: short, isCut } = shortened(whole, path, most);
          if (!isCut) {
            expect(short).toBe(whole);
            return;
          }
          expect(short.length).toBeLessThanOrEqual(most + '\n… the rest is left out\n'.length);
          const lines = new Set(whole.split('\n'));
          const isKnown = (line: string) =>
            lines.has(line) || /^ *(?:\.\.\.|….*)?$/.test(line) || whole.startsWith(line);
          for (const line of short.split('\n')) expect(isKnown(line), line).toBe(true);
        },
      ),
    );
  });

  it('of a large hostile text takes linear time', async () => {
    for (const part of ['"""x', "'\\", '((((', 'def f(\n', '    def g():\n', '{,[#"\n']) {
      const text = part.repeat(200_000 / part.length);
      for (const path of ['a.py', 'a.ts']) {
        await expectQuick(2_000, () => shortened(text, path, 1_000), `${path}: ${JSON.stringify(part)}`);
      }
    }
  });
});
