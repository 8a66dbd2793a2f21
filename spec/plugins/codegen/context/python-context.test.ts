import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contextStage, provideIndex, summary } from './context-stage.js';

const sample = fileURLToPath(new URL('../../../fixtures/orders-api', import.meta.url));
const textOf = (path: string) => readFileSync(join(sample, path), 'utf8');
const refunds = 'Add refunds for orders: POST /orders/{id}/refund';

describe('a new router of the sample project', () => {
  it('comes with a sibling router, the application, and the schemas and dependencies that routers share', async () => {
    await using stage = await contextStage(sample);
    const { items } = await stage.gather('app/routers/refunds.py', refunds);
    expect(summary(items)).toEqual(
      expect.arrayContaining([
        'project rules: rules:project',
        'sibling router: app/routers/orders.py',
        'includes the routers: app/main.py',
        'schemas: app/schemas.py',
        'dependencies: app/dependencies.py',
        'used by the routers: app/repository.py',
      ]),
    );
    expect(items.find(({ path }) => path === 'app/routers/orders.py')).toMatchObject({
      id: 'file:app/routers/orders.py',
      title: 'app/routers/orders.py',
      text: textOf('app/routers/orders.py'),
      language: 'python',
    });
    const values = items.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('finds who includes the routers also under another name, by the index', async () => {
    await using stage = await contextStage({
      'api/routers/orders.py': 'router = APIRouter()\n',
      'bootstrap/wire.py': 'from api.routers import orders\napi.include_router(orders.router)\n',
    });
    provideIndex(stage, {
      imports: (path) =>
        Promise.resolve({ imports: [], importedBy: path === 'api/routers/orders.py' ? ['bootstrap/wire.py'] : [] }),
    });
    const { items, notes } = await stage.gather('api/routers/refunds.py');
    expect(summary(items)).toContain('includes the routers: bootstrap/wire.py');
    expect(notes).toEqual([]);
  });

  it('finds schemas and models in packages, those that it is about', async () => {
    await using stage = await contextStage({
      'app/api/v1/endpoints/items.py':
        'from app import crud, models, schemas\nfrom app.api import deps\nrouter = APIRouter()\n',
      'app/api/v1/api.py': 'api_router.include_router(items.router)\n',
      'app/api/deps.py': 'def get_db(): ...\n',
      'app/crud/__init__.py': 'from .crud_item import item\n',
      'app/crud/crud_user.py': 'x = 1\n',
      'app/models/__init__.py': '',
      'app/models/item.py': 'x = 1\n',
      'app/models/user.py': 'x = 1\n',
      'app/schemas/__init__.py': 'from .user import User\n',
      'app/schemas/user.py': 'x = 1\n',
      'app/schemas/token.py': 'x = 1\n',
    });
    const { items } = await stage.gather('app/api/v1/endpoints/users.py', 'List and create users');
    expect(summary(items)).toEqual(
      expect.arrayContaining([
        'sibling router: app/api/v1/endpoints/items.py',
        'includes the routers: app/api/v1/api.py',
        'dependencies: app/api/deps.py',
        'schemas: app/schemas/user.py',
        'models: app/models/user.py',
        'used by the routers: app/crud/crud_user.py',
      ]),
    );
    expect(summary(items).join()).not.toContain('token.py');
  });

  it('comes with how errors are answered here, and not with what one other router alone uses', async () => {
    await using stage = await contextStage(sample);
    const { items } = await stage.gather('app/routers/refunds.py', refunds);
    const lines = summary(items);
    expect(lines).toContain('errors of the project: app/errors.py');
    expect(lines.indexOf('errors of the project: app/errors.py')).toBeLessThan(6);
    expect(lines.join()).not.toMatch(/app\/settings\.py|app\/reports\.py/);
  });

  it('finds the errors by what stands in the file where its name does not say it', async () => {
    await using stage = await contextStage({
      'app/routers/orders.py': 'from app.service import Orders\nrouter = APIRouter()\n',
      'app/service.py': 'from app.problems import Gone\nclass Orders: ...\n',
      'app/problems.py': 'class Gone(Exception):\n    status_code = 410\n',
      'app/main.py': 'from app.routers import orders\napp.include_router(orders.router)\n',
    });
    const { items } = await stage.gather('app/routers/refunds.py');
    expect(summary(items)).toContain('errors of the project: app/problems.py');
  });

  it('is no router where nothing beside it is one', async () => {
    await using stage = await contextStage({
      'app/routers/notes.py': 'x = 1\n',
      'app/main.py': 'app.include_router(x)\n',
    });
    const { items } = await stage.gather('app/routers/refunds.py');
    expect(summary(items).filter((line) => /router/.test(line.split(':')[0] ?? ''))).toEqual([]);
  });
});

describe('tests', () => {
  it('come with the module under test, fixtures of all folders above, a sibling test, and how pytest is set up', async () => {
    await using stage = await contextStage(sample);
    const { items } = await stage.gather('tests/unit/test_pricing.py');
    expect(summary(items).slice(0, 4)).toEqual([
      'module under test: app/pricing.py',
      'project rules: rules:project',
      'fixtures: tests/conftest.py',
      'sibling test: tests/unit/test_money.py',
    ]);
    expect(items[1]?.text).toContain('unit: needs nothing but the code');
  });

  it('of a module whose name is there twice take the one whose folders are alike', async () => {
    await using stage = await contextStage({
      'app/orders.py': 'a = 1\n',
      'app/routers/orders.py': 'b = 1\n',
      'app/schemas/orders.py': 'c = 1\n',
    });
    const { items } = await stage.gather('tests/routers/test_orders.py');
    expect(summary(items)[0]).toBe('module under test: app/routers/orders.py');
  });

  it('of something that is not there yet take what the prompt is about', async () => {
    await using stage = await contextStage(sample);
    const { items } = await stage.gather('tests/integration/test_refunds.py', refunds);
    expect(summary(items)).toContain('may be under test: app/routers/orders.py');
  });

  it('of TypeScript know their module and their neighbours', async () => {
    const test = (name: string) =>
      `import { ${name} } from './${name}.js';\n${'it("works", () => undefined);\n'.repeat(20)}`;
    await using stage = await contextStage({
      'src/cart.ts': "import { price } from './price.js';\nexport const cart = price;\n",
      'src/price.ts': 'export const price = 1;\n',
      'src/price.test.ts': test('price'),
    });
    const { items } = await stage.gather('src/cart.test.ts');
    expect(summary(items)).toEqual(
      expect.arrayContaining([
        'module under test: src/cart.ts',
        'sibling test: src/price.test.ts',
        'used by the module under test: src/price.ts',
      ]),
    );
  });
});

describe('a module', () => {
  it('comes with what it imports, what imports it, and its tests', async () => {
    await using stage = await contextStage(sample);
    provideIndex(stage, {
      imports: () => Promise.resolve({ imports: [], importedBy: ['app/repository.py', 'tests/unit/test_money.py'] }),
    });
    const { items } = await stage.gather('app/pricing.py', 'Add a coupon', {
      before: 'from app.errors import NotFound\nfrom .settings import (\n    Settings,  # all of them\n)\n',
    });
    expect(summary(items)).toEqual(
      expect.arrayContaining([
        'imported: app/errors.py',
        'imported: app/settings.py',
        'its tests: tests/unit/test_pricing.py',
        'its tests: tests/unit/test_money.py',
        'imports it: app/repository.py',
      ]),
    );
    expect(summary(items).some((line) => line.endsWith('app/pricing.py'))).toBe(false);
  });

  it('whose name begins with an underscore has the tests that leave it out, and the other way round', async () => {
    await using stage = await contextStage({
      'httpx/__version__.py': 'x = 1\n',
      'httpx/_auth.py': 'x = 1\n',
      'tests/test_auth.py': 'def test_a(): ...\n',
      'tests/client/test_auth.py': 'def test_b(): ...\n',
    });
    const { items } = await stage.gather('httpx/_auth.py', 'Say the version', { before: 'x = 1\n' });
    expect(summary(items).filter((line) => line.startsWith('its tests'))).toEqual([
      'its tests: tests/test_auth.py',
      'its tests: tests/client/test_auth.py',
    ]);
    expect(summary(items).join()).not.toContain('__version__');
    const tests = await stage.gather('tests/client/test_auth.py');
    expect(summary(tests.items)).toContain('module under test: httpx/_auth.py');
  });

  it('that is there does not come with neighbours that the prompt is not about', async () => {
    await using stage = await contextStage({ 'app/database.py': 'x = 1\n', 'app/coupons.py': 'x = 1\n' });
    const { items } = await stage.gather('app/pricing.py', 'Let coupons expire', { before: 'x = 1\n' });
    expect(summary(items).filter((line) => line.startsWith('beside'))).toEqual(['beside the target: app/coupons.py']);
    const other = await stage.gather('app/pricing.py', 'Round half up', { before: 'x = 1\n' });
    expect(summary(other.items).filter((line) => line.startsWith('beside'))).toEqual([]);
  });

  it('comes with the files that the prompt names, the nearest of a name', async () => {
    await using stage = await contextStage({
      'a/util.py': 'a = 1\n',
      'b/util.py': 'b = 1\n',
      'c/d.sql': 'SELECT 1;\n',
    });
    const { items } = await stage.gather('b/new.py', 'Do as util.py does, for ./c/d.sql and none.py.');
    expect(summary(items).filter((line) => line.startsWith('named'))).toEqual([
      'named in the prompt: b/util.py',
      'named in the prompt: c/d.sql',
    ]);
  });
});
