import { describe, expect, it } from 'vitest';
import { labelledSets, readLabelled } from './read-labelled.js';

const smallest = { devmgr: 60, 'orders-api': 25 };
const names = Object.keys(labelledSets) as (keyof typeof labelledSets)[];

describe.each(names)('the labelled set of %s', (name) => {
  it('has answers that exist', async () => {
    const { queries } = await readLabelled(name);
    expect(queries.length).toBeGreaterThanOrEqual(smallest[name]);
    expect(queries.filter(({ targets }) => targets.length === 0)).toEqual([]);
    expect(queries.filter(({ query }) => /[{}]/.test(query))).toEqual([]);
  });

  it('has queries of every kind, none twice', async () => {
    const { queries } = await readLabelled(name);
    const kinds = new Set(queries.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['architecture', 'document', 'path', 'question', 'symbol', 'trace']);
    expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
  });
});
