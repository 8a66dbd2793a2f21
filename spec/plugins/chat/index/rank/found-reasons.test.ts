import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';
import { foundReasons } from '../../../../../plugins/chat/index/rank/found-reasons.js';
import { SmallCorpus } from './small-corpus.js';

const [candidate] = new SmallCorpus([{ path: 'app/mail.py', chunks: [{ symbol: 'send', vector: 0.6 }] }]).candidates(
  [],
);

function reasons(query: string, text: string, ofSignals: readonly string[] = []): readonly string[] {
  if (!candidate) throw new Error('no candidate');
  return foundReasons(candidate, text, parseQuery(query), ofSignals).filter((reason) => !reason.startsWith('meaning'));
}

describe('reasons', () => {
  it.each([
    ['Invoices mailing', 'sends an invoice', ['words: invoices, mailing']],
    ['where is the invoice', 'sends an invoice', ['words: invoice']],
    ['url_for', 'url for url_for', ['words: url_for']],
    ['urlFor', 'url_for()', ['words: urlFor']],
    ['static_url_path', 'the path of a url', ['words: url, path']],
    ['PERMANENT_SESSION_LIFETIME', 'nothing of it', []],
    ['FlaskCleint', 'class FlaskProxy', ['words: flask']],
    ['refund', 'nothing of it', []],
  ])('of %s in "%s" name only words that are there', (query, text, expected) => {
    expect(reasons(query, text)).toEqual(expected);
  });

  it('are what the signals say first, nothing twice', () => {
    expect(reasons('send', 'x', ['defines send', 'name', 'name'])).toEqual(['defines send', 'name', 'words: send']);
  });

  it('say what the meaning is', () => {
    if (!candidate) throw new Error('no candidate');
    expect(foundReasons(candidate, '', parseQuery('refund'))).toEqual(['meaning 0.60']);
  });
});
