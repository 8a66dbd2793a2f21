import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveImport } from '../../../../../plugins/chat/index/search/resolve-import.js';

const files = new Set([
  'app/__init__.py',
  'app/main.py',
  'app/models.py',
  'app/routers/__init__.py',
  'app/routers/orders.py',
  'backend/service/jobs.py',
  'backend/service/queue/__init__.py',
  'src/lib/tools.py',
  'web/index.ts',
  'web/api/client.ts',
  'web/api/index.ts',
  'web/view.tsx',
  'web/old.cjs',
]);
const resolve = (path: string, module: string, language = path.endsWith('.py') ? 'python' : 'typescript') =>
  resolveImport({ path, module, language }, (name) => files.has(name));

describe('an import in Python', () => {
  it.each([
    ['app/main.py', 'app.models', 'app/models.py'],
    ['app/main.py', 'app.routers', 'app/routers/__init__.py'],
    ['app/main.py', 'app.routers.orders.router', 'app/routers/orders.py'],
    ['app/routers/orders.py', '..models', 'app/models.py'],
    ['app/routers/orders.py', '.', 'app/routers/__init__.py'],
    ['app/routers/orders.py', '..', 'app/__init__.py'],
    ['app/main.py', '.models.Order', 'app/models.py'],
    ['backend/service/jobs.py', 'service.queue', 'backend/service/queue/__init__.py'],
    ['app/main.py', 'lib.tools', 'src/lib/tools.py'],
  ])('of %s, %s, is %s', (path, module, file) => {
    expect(resolve(path, module)).toBe(file);
  });

  it.each(['os.path', 'fastapi', '....models', '', '...'])('of what is not in the project is nothing: %s', (module) => {
    expect(resolve('app/main.py', module)).toBeUndefined();
  });
});

describe('an import in JavaScript', () => {
  it.each([
    ['web/view.tsx', './api/client.js', 'web/api/client.ts'],
    ['web/view.tsx', './api', 'web/api/index.ts'],
    ['web/view.tsx', './old.cjs', 'web/old.cjs'],
    ['web/api/client.ts', '../view', 'web/view.tsx'],
    ['web/api/client.ts', '..', 'web/index.ts'],
  ])('of %s, %s, is %s', (path, module, file) => {
    expect(resolve(path, module)).toBe(file);
  });

  it.each(['react', '@/api', '../../../etc/passwd', './nothing'])(
    'of what is not in the project is nothing: %s',
    (module) => {
      expect(resolve('web/view.tsx', module)).toBeUndefined();
    },
  );
});

it('whatever is written, a file of the project comes out or nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.string(),
      fc.constantFrom('python', 'typescript', 'go'),
      (path, module, language) => {
        const found = resolve(path, module, language);
        expect(found === undefined || files.has(found)).toBe(true);
      },
    ),
  );
});
