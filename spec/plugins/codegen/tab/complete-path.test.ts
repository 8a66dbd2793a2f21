import { expect, it } from 'vitest';
import { completePath } from '../../../../plugins/codegen/tab/complete-path.js';

const files = ['app/orders.py', 'app/routers/orders.py', 'orders/README.md', 'tests/test_orders.py'].map((path) => ({
  path,
}));
const labels = (typed: string) => completePath(typed, files)?.items.map(({ label }) => label);

it('gives what begins so first, then names that do, then what holds it', () => {
  expect(labels('ord')).toEqual(['orders/README.md', 'app/orders.py', 'app/routers/orders.py', 'tests/test_orders.py']);
  expect(labels('README')).toEqual(['orders/README.md']);
});

it('takes the place of all that is typed, whatever its case', () => {
  expect(completePath('APP/R', files)).toEqual({
    from: 0,
    items: [{ label: 'app/routers/orders.py', insert: 'app/routers/orders.py' }],
  });
});

it('says nothing of a path that is there, of nothing, and of a new path', () => {
  expect(labels('app/orders.py')).toBeUndefined();
  expect(labels(' ')).toBeUndefined();
  expect(labels('app/refunds.py')).toBeUndefined();
});
