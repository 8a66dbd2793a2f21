import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isOnlyReferences,
  referencePieces,
  resolveReferences,
} from '../../../../../plugins/system/servers/client/environment-references.js';
import { requestPath } from '../../../../../plugins/system/servers/client/request-path.js';

const text = fc.string({ unit: 'grapheme', minLength: 1 });

it('carries any value of a parameter and of the query whole', () => {
  fc.assert(
    fc.property(text, fc.array(fc.tuple(text, text)), (value, query) => {
      const path = requestPath({ path: '/a/{id}/b', params: { id: value }, query });
      const [plain = '', given = ''] = path.split('?');
      expect(path).toMatch(/^[\x21-\x7e]+$/);
      expect(plain.split('/').map(decodeURIComponent)).toEqual(['', 'a', value, 'b']);
      expect([...new URLSearchParams(given.replaceAll('+', '%2B'))]).toEqual(query);
    }),
  );
});

it('makes of any path one that can stand in a request line, and leaves what is encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const path = `/${given.replace(/[{}]/g, '').replace(/^\/+/, '')}`;
      expect(requestPath({ path, params: {}, query: [] })).toMatch(/^\/[\x21-\x7e]*$/);
    }),
  );
  expect(requestPath({ path: '/a%2Fb/100%/ä#x', params: {}, query: [] })).toBe('/a%2Fb/100%25/%C3%A4');
  expect(requestPath({ path: '/files/{path:path}', params: { path: 'a/b' }, query: [] })).toBe('/files/a%2Fb');
});

it('puts variables into a value, and knows one that holds nothing else', () => {
  const variable = (name: string) => ({ TOKEN: 't$X', A: '1' })[name];
  expect(resolveReferences('Bearer $TOKEN ${A}$$5 $lower', variable, 'X')).toEqual({
    value: 'Bearer t$X 1$5 $lower',
    inserted: ['t$X', '1'],
  });
  expect(['$A', '${A}', 'Bearer $A', 'a=$A; b=${B}'].map(isOnlyReferences)).toEqual([true, true, true, true]);
  expect(['', 'secret', 'Bearer secret', '$A secret', 'a=$A; b=secret', 'Bearer $$A'].map(isOnlyReferences)).toEqual(
    Array<boolean>(6).fill(false),
  );
});

it('finds the same pieces as it puts in', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('$', 'A', '{', '}', ' ', 'é') }), (value) => {
      const joined = referencePieces(value).map((piece) => ('text' in piece ? piece.text : `<${piece.variable}>`));
      expect(joined.join('')).toBe(resolveReferences(value, (name) => `<${name}>`, 'X').value);
    }),
  );
});
