import { describe, expect, it } from 'vitest';
import { gainsOf, judge, meanOf } from './judge.js';

const place = (path: string, startLine: number, endLine: number) => ({ path, startLine, endLine });

describe('answers and targets', () => {
  const target = { path: 'a.py', startLine: 10, endLine: 20, grade: 1 };

  it('hit when lines of the same file touch', () => {
    const answers = [place('a.py', 1, 9), place('b.py', 10, 20), place('a.py', 20, 30)];
    expect(gainsOf(answers, [target])).toEqual([0, 0, 1]);
  });

  it('count a target once', () => {
    expect(gainsOf([place('a.py', 10, 12), place('a.py', 13, 20)], [target])).toEqual([1, 0]);
  });

  it('get the best grade that is left', () => {
    const targets = [target, { path: 'a.py', grade: 3 }];
    expect(gainsOf([place('a.py', 15, 15), place('a.py', 16, 16), place('a.py', 17, 17)], targets)).toEqual([3, 1, 0]);
  });
});

describe('a judgement', () => {
  const query = { query: 'x', kind: 'commit', targets: [{ path: 'b.py', grade: 1 }] };
  const answers = [place('a.py', 1, 2), place('a.py', 3, 4), place('b.py', 1, 2)];

  it('of files looks at the first place of each file', () => {
    expect(judge(answers, query, 'file')).toEqual({ ndcg: 1 / Math.log2(3), mrr: 1 / 2, recall: 1 });
    expect(judge(answers, query, 'place').mrr).toBeCloseTo(1 / 3);
  });

  it('has means', () => {
    const [right, wrong] = [judge([place('b.py', 1, 1)], query, 'file'), judge([], query, 'file')];
    expect(meanOf([right, wrong])).toEqual({ ndcg: 0.5, mrr: 0.5, recall: 0.5 });
    expect(meanOf([])).toEqual({ ndcg: 0, mrr: 0, recall: 0 });
  });
});
