import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';
import { parseTrace } from '../../../../../plugins/chat/index/query/trace/parse-trace.js';

const python = `Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/starlette/routing.py", line 677, in __call__
    await route.handle(scope, receive, send)
  File "/home/u/shop/app/main.py", line 41, in create
    return repository.add(order)
  File "/home/u/shop/app/orders.py", line 12, in add
    self.items[order.id] = order
KeyError: 'order 7 is unknown'`;

const pytest = `    def test_refund(client):
        response = client.post('/orders/1/refund')
>       assert response.status_code == 200
E       assert 500 == 200
E        +  where 500 = <Response [500]>.status_code

tests/test_orders.py:31: AssertionError
FAILED tests/test_orders.py::TestRefund::test_refund[card] - assert 500 == 200`;

const node = `TypeError: Cannot read properties of undefined (reading 'id')
    at OrderStore.add (file:///home/u/shop/src/order-store.ts:12:9)
    at async Object.create [as handler] (/home/u/shop/src/routes.js:41:3)
    at node:internal/main/run_main_module:28:49
    at Layer.handle (/home/u/shop/node_modules/express/lib/router/layer.js:95:5)`;

const rust = `thread 'main' panicked at src/orders.rs:12:5:
index out of bounds: the len is 3 but the index is 7
stack backtrace:
   3: shop::orders::add
             at ./src/orders.rs:12:5`;

const go = `panic: runtime error: index out of range [7] with length 3

goroutine 1 [running]:
main.add(...)
\t/home/u/shop/orders.go:12 +0x1d
main.main()
\t/home/u/shop/main.go:41 +0x2a`;

const java = `Exception in thread "main" java.lang.IllegalStateException: no order
\tat com.shop.OrderStore.add(OrderStore.java:12)
\tat com.shop.Main.main(Main.java:41)`;

describe('parseTrace', () => {
  it.each([
    [
      'Python',
      python,
      "KeyError: 'order 7 is unknown'",
      ['/home/u/shop/app/orders.py:12', '/home/u/shop/app/main.py:41'],
      ['add', 'create'],
    ],
    [
      'Node',
      node,
      "TypeError: Cannot read properties of undefined (reading 'id')",
      ['/home/u/shop/src/order-store.ts:12', '/home/u/shop/src/routes.js:41'],
      ['OrderStore.add', 'create'],
    ],
    ['Rust', rust, 'index out of bounds: the len is 3 but the index is 7', ['src/orders.rs:12'], []],
    [
      'Go',
      go,
      'panic: runtime error: index out of range [7] with length 3',
      ['/home/u/shop/orders.go:12', '/home/u/shop/main.go:41'],
      [],
    ],
    [
      'Java',
      java,
      'Exception in thread "main" java.lang.IllegalStateException: no order',
      ['com/shop/OrderStore.java:12', 'com/shop/Main.java:41'],
      ['OrderStore.add', 'Main.main'],
    ],
  ])('reads frames of %s, the innermost first', (_name, text, message, places, symbols) => {
    const trace = parseTrace(text);
    expect(trace?.message).toBe(message);
    expect(trace?.places.map(({ path, line }) => `${path}:${line}`)).toEqual(places);
    expect(trace?.symbols).toEqual(symbols);
  });

  it('reads what pytest prints', () => {
    const trace = parseTrace(pytest);
    expect(trace?.places).toEqual([{ path: 'tests/test_orders.py' }, { path: 'tests/test_orders.py', line: 31 }]);
    expect(trace?.symbols).toEqual(['TestRefund.test_refund']);
    expect(trace?.message).toMatch(/AssertionError|assert 500/);
  });

  it.each([
    ["src/a.ts(12,5): error TS2345: Argument of type 'x'", 'src/a.ts', 12],
    ['src/a.ts:12:5 - error TS2345: Argument', 'src/a.ts', 12],
    ['app/main.py:41: AssertionError', 'app/main.py', 41],
    ['./main.go:12:5: undefined: order', 'main.go', 12],
    ['  --> src/main.rs:10:5', 'src/main.rs', 10],
    ['C:\\shop\\main.py:3: SyntaxError: bad', 'C:/shop/main.py', 3],
  ])('reads %s', (line, path, number) => {
    expect(parseTrace(line)?.places).toEqual([{ path, line: number }]);
  });

  it.each(['where is the order stored', 'main.py:41', 'look at line 12', 'at home (12)', '10:41 Error: x'])(
    'finds no frame in %s',
    (text) => {
      expect(parseTrace(text)).toBeUndefined();
    },
  );

  it('makes a query of the message and the functions', () => {
    const query = parseQuery(python);
    expect(query).toMatchObject({
      kind: 'trace',
      text: "KeyError: 'order 7 is unknown'",
      symbols: ['add', 'create'],
      wantsTests: false,
    });
    expect(query.terms).toEqual(expect.arrayContaining(['keyerror', 'order', 'unknown', 'add', 'creat']));
  });

  it('finds the error at the end of a long output', () => {
    expect(parseQuery(`${'INFO started\n'.repeat(100_000)}${python}`).places[0]).toEqual({
      path: '/home/u/shop/app/orders.py',
      line: 12,
    });
  });
});
