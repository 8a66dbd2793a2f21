import { describe, expect, it } from 'vitest';
import { definitionNames } from '../../../../../plugins/chat/index/query/definition-names.js';
import { matchesPlace } from '../../../../../plugins/chat/index/query/matches-place.js';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';

const names = (raw: string) => definitionNames(parseQuery(raw));

describe('definitionNames', () => {
  it('are the last parts of symbols', () => {
    expect(names('OrderRepository.find')).toContain('find');
    expect(names('module::Type')).toContain('type');
  });

  it('are words joined as names are', () => {
    expect(names('where is the order repository')).toEqual(['orderrepository', 'order_repository']);
    expect(names('login')).toEqual(['login']);
  });

  it('are few for any query', () => {
    expect(names('many words '.repeat(500)).length).toBeLessThanOrEqual(60);
    expect(names('')).toEqual([]);
  });
});

describe('matchesPlace', () => {
  it.each([
    ['app/main.py', 'app/main.py', 1],
    ['app/main.py', 'main.py', 1],
    ['app/main.py', '/srv/shop/app/main.py', 1],
    ['app/routers/orders.py', 'routers/orders', 0.9],
    ['app/routers/orders.py', 'routers/', 0.6],
    ['app/main.py', 'shop/app/main.py', 1],
    ['other/app/main.py', 'x/app/main.py', 0.5],
    ['lib/main.py', 'app/main.py', 0.2],
    ['app/domain.py', 'main.py', 0],
    ['app/main.py', '', 0],
  ])('%s for %s', (file, written, share) => {
    expect(matchesPlace(file, written)).toBe(share);
  });
});
