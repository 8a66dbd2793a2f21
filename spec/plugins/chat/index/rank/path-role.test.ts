import { describe, expect, it } from 'vitest';
import { pathRole } from '../../../../../plugins/chat/index/rank/path-role.js';

describe('pathRole', () => {
  it.each([
    ['app/orders.py', 'source'],
    ['src/contest.py', 'source'],
    ['src/latest/index.ts', 'source'],
    ['inspector.go', 'source'],
    ['tests/helpers.py', 'test'],
    ['packages/core/test/run.js', 'test'],
    ['src/test/java/com/shop/Helper.java', 'test'],
    ['src/OrderTest.java', 'test'],
    ['app/orders_test.go', 'test'],
    ['app/test_orders.py', 'test'],
    ['shop/orders/tests.py', 'test'],
    ['src/order.spec.ts', 'test'],
    ['src/__tests__/order.ts', 'test'],
    ['conftest.py', 'test'],
    ['app/fixtures/orders.json', 'test'],
    ['plugins/tests/run.ts', 'near-tests'],
    ['examples/server.py', 'example'],
    ['app/migrations/0001_initial.py', 'migration'],
    ['docs/guide.html', 'docs'],
    ['README.md', 'docs'],
    ['types/index.d.ts', 'stub'],
    ['scripts/release.sh', 'script'],
  ])('%s is %s', (path, role) => {
    expect(pathRole(path)).toBe(role);
  });
});
