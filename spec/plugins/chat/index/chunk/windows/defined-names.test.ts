import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definedNames } from '../../../../../../plugins/chat/index/chunk/windows/defined-names.js';

describe('names that lines define, without a grammar', () => {
  it.each([
    ['kotlin', 'public inline fun <reified T> HttpClient.get(url: String) {\n  val local = 1\n}', ['HttpClient.get']],
    ['kotlin', '@Serializable(with = X::class)\ndata class Order(val id: Int)\nval limit = 3', ['Order', 'limit']],
    [
      'swift',
      'open class Session {\n    public func request(_ url: URL) {}\n}\nprotocol Retrier {}',
      ['Session', 'request', 'Retrier'],
    ],
    ['scala', 'sealed trait Shape\ncase class Circle(r: Int)\nobject Shape { def area = 1 }', ['Shape', 'Circle']],
    [
      'elixir',
      'defmodule Shop.Orders do\n  def find!(id), do: id\n  defp same?(a), do: a',
      ['Shop.Orders', 'find!', 'same?'],
    ],
    ['lua', 'local function trim(s)\nfunction M:open() end\nM.close = function() end', ['trim', 'M:open', 'M.close']],
    ['r', 'normalise <- function(x) x / sum(x)', ['normalise']],
    ['protobuf', 'message Order {}\nservice Shop {\n  rpc Find (Id) returns (Order);\n}', ['Order', 'Shop', 'Find']],
    ['python', 'class Broken(:\n    async def find(self)\n', ['Broken', 'find']],
    ['kotlin', '// the class of it\nreturn fun\nval', []],
    ['text', 'class Order\nfunction find', []],
  ])('%s %j', (language, text, names) => expect(definedNames(language, text)).toEqual(names));

  it('are in the text, each once, and not too many', () => {
    const words = fc.constantFrom('class ', 'fun ', 'x', ' ', '\n', '<', '>', '@a(', ')', '= function', 'public ', '.');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), (parts) => {
        const text = parts.join('');
        const names = definedNames('kotlin', text);
        expect(names.every((name) => text.includes(name))).toBe(true);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
    const many = Array.from({ length: 100 }, (_, index) => `class A${index}`).join('\n');
    expect(definedNames('kotlin', many)).toHaveLength(40);
  });

  it.each(['@a('.repeat(5000), 'public '.repeat(2800), `fun ${'<'.repeat(19_000)}`, ' '.repeat(19_000)])(
    'are looked for in a moment, whatever the text: %#',
    (text) => {
      const before = process.cpuUsage();
      definedNames('kotlin', text);
      const { user } = process.cpuUsage(before);
      expect(user).toBeLessThan(500_000);
    },
  );
});
