import { expect, it } from 'vitest';
import { explainFailure, type HttpStage } from '../../../../../plugins/system/providers/transport/explain-failure.js';
import { HttpFailure } from '../../../../../plugins/system/providers/transport/http-failure.js';

function error(code: string, message = `https://me:secret@host/?key=sk-1 ${code}`): Error {
  return Object.assign(new Error(message), { code });
}

it.each<[string, HttpStage, string, string]>([
  ['ECONNREFUSED', 'connecting', 'unreachable', 'connection refused'],
  ['ENOTFOUND', 'connecting', 'unreachable', 'the host name is not known'],
  ['EAI_AGAIN', 'connecting', 'unreachable', 'the host name is not known'],
  ['EHOSTUNREACH', 'connecting', 'unreachable', 'there is no way to the host'],
  ['ENETUNREACH', 'connecting', 'unreachable', 'there is no network to the host'],
  ['ETIMEDOUT', 'connecting', 'connect-timeout', 'the host does not answer'],
  ['ETIMEDOUT', 'reading', 'torn', 'the connection was lost'],
  ['ECONNRESET', 'connecting', 'unreachable', 'the connection was closed while it was made'],
  ['ECONNRESET', 'waiting', 'torn', 'the connection was closed without an answer'],
  ['EPIPE', 'waiting', 'torn', 'the connection was closed without an answer'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'reading', 'torn', 'the connection was torn in the middle of the answer'],
  ['CERT_HAS_EXPIRED', 'connecting', 'unreachable', 'the certificate has expired'],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'connecting',
    'unreachable',
    'the certificate comes from an authority that is not trusted',
  ],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'connecting', 'unreachable', 'the TLS handshake failed'],
  ['HPE_INVALID_CONSTANT', 'waiting', 'torn', 'the answer is not HTTP'],
  ['HPE_INVALID_CHUNK_SIZE', 'reading', 'torn', 'the answer is damaged'],
  ['Z_DATA_ERROR', 'reading', 'torn', 'the compressed answer is damaged'],
  ['EWHATEVER', 'connecting', 'unreachable', 'the request failed (EWHATEVER)'],
  ['toString', 'reading', 'torn', 'the request failed (toString)'],
])('%s while %s', (code, stage, kind, message) => {
  expect(explainFailure(error(code), stage)).toMatchObject({ name: 'HttpFailure', kind, message });
});

it('looks into what wraps an error, and repeats no text of it', () => {
  const wrapped = new Error('outer', { cause: error('ECONNREFUSED') });
  expect(explainFailure(wrapped, 'connecting').message).toBe('connection refused');
  const several = Object.assign(new AggregateError([error('ECONNREFUSED')], ''), { code: 'ECONNREFUSED' });
  expect(explainFailure(several, 'connecting').message).toBe('connection refused');
  expect(explainFailure(new Error('https://me:secret@host'), 'waiting').message).toBe('the request failed');
  expect(explainFailure('text', 'waiting').message).toBe('the request failed');
  expect(explainFailure(undefined, 'waiting').message).toBe('the request failed');
});

it('leaves a failure that is explained already', () => {
  const failure = new HttpFailure('too-large', 'much too large');
  expect(explainFailure(failure, 'reading')).toBe(failure);
});
