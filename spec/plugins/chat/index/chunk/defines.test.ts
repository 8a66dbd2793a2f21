import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs } from './chunker-of-specs.js';

const python = `import os

LIMIT = 10
current_app: Proxy[App] = Proxy("app")
WIDTH, HEIGHT = 3, 4
os.environ["X"] = "1"
if os.name == "nt":
    SHELL = "cmd"


class Config(Base):
    """Settings."""

    DEBUG = False
    secret_key: str

    def load(self):
        local = 1
        self.path = local
`;

const javascript = `import { join } from 'node:path';
export const limit = 10, width = 3;
let started: boolean;
const { sep } = join;
exports.depth = 4;

export class Orders {
  static readonly table = 'orders';
  #rows = [];

  find() {
    const inner = 1;
    return inner;
  }
}
`;

const go = `package shop

const Limit = 10

var (
	ErrGone = errors.New("gone")
	a, b    = 1, 2
)

func Find() {}
`;

const rust = 'pub const LIMIT: u8 = 1;\nstatic NAME: &str = "x";\n\nfn find() {}\n';

describe('names that chunks define beside their symbol', async () => {
  const chunker = await chunkerOfSpecs();
  const definesOf = async (path: string, text: string) =>
    (await chunker.chunk(path, text)).chunks.flatMap(({ defines = [] }) => defines);

  it('are constants, variables and attributes of Python', async () => {
    expect(await definesOf('a.py', python)).toEqual([
      ...['LIMIT', 'current_app', 'WIDTH', 'HEIGHT'],
      ...['Config.DEBUG', 'Config.secret_key'],
    ]);
  });

  it('are variables, exports and fields of TypeScript and JavaScript', async () => {
    const names = ['limit', 'width', 'started', 'depth', 'Orders.table', 'Orders.#rows'];
    expect(await definesOf('a.ts', javascript)).toEqual(names);
    expect(await definesOf('a.js', 'exports.depth = 4;\nvar app = exports = module.exports = {};\n')).toEqual([
      'depth',
      'app',
    ]);
  });

  it('are constants and variables of Go and Rust', async () => {
    expect(await definesOf('a.go', go)).toEqual(['Limit', 'ErrGone', 'a', 'b']);
    expect(await definesOf('a.rs', rust)).toEqual(['LIMIT', 'NAME']);
  });

  it('are of the chunk that has their lines', async () => {
    const { chunks } = await chunker.chunk('a.py', python);
    for (const { text, defines = [] } of chunks) {
      for (const name of defines) expect(text).toContain(name.slice(name.lastIndexOf('.') + 1));
    }
  });
});
