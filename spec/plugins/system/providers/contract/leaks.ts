import { answer, json, raw, redirect, stream, type Fault } from '../../../../support/faults.js';
import type { WireScript } from './wire-script.js';

/** Everything that a server can say to who asks it, with a secret in it. */
export function leaks(script: WireScript, secret: string): Readonly<Record<string, Fault>> {
  const words = `Incorrect API key provided: ${secret}. Try https://u:${secret}@host/?key=${secret}`;
  const refused = (status: number, code: string | null, headers = {}) =>
    json({ error: { message: words, type: secret, param: secret, code: code ?? secret } }, status, headers);
  const told = { 'www-authenticate': `Bearer realm="${secret}"`, 'x-request-id': secret, 'request-id': secret };
  const begun = script.begin + script.delta('some text');
  return {
    'a refusal': refused(401, 'invalid_api_key', told),
    'a refusal in plain text': answer(401, words, told),
    'a refusal of another kind': json({ detail: [{ msg: words, loc: [secret] }], message: words }, 403),
    'a bad request': refused(400, 'unsupported_parameter'),
    'a model that is not there': refused(404, 'model_not_found'),
    'a limit': refused(429, 'rate_limit_exceeded', {
      'retry-after': '30',
      'x-ratelimit-reset-requests': secret,
      ...told,
    }),
    'an empty account': refused(429, 'insufficient_quota', { 'retry-after': secret }),
    'a page of HTML': answer(500, `<html><title>${words}</title>${words}</html>`, { 'content-type': 'text/html' }),
    'a failure in escape sequences': refused(500, `\u001b[31m${secret.slice(0, 9)}\u001b[0m${secret.slice(9)}`),
    'a line of status': raw(`HTTP/1.1 502 ${secret}\r\nContent-Length: 0\r\n\r\n`),
    'no HTTP': raw(`${secret} ${words}\r\n\r\n`),
    'a redirect': redirect(`http://${secret}:${secret}@elsewhere.example/${secret}?key=${secret}#${secret}`),
    'a redirect to nowhere': redirect(`:${secret}`),
    'a page with 200': answer(200, `<title>${words}</title>`, { 'content-type': 'text/html' }),
    'broken JSON with 200': answer(200, `{"${secret}": ${secret}`, { 'content-type': 'application/json' }),
    'JSON that is something else': json({ [secret]: words, object: secret, data: secret }),
    'an error with 200': json({ error: { message: words, type: secret, code: secret } }),
    'an error in the stream': stream([begun, script.error(words)]),
    'an error before the first token': stream([script.begin, script.error(words)]),
    'an event that is no JSON': stream([begun, `data: {"${secret}": ${words}\n\n`]),
    'an event of an unknown name': stream([
      begun,
      `event: ${secret}\ndata: {"type":"${secret}","object":"${secret}"}\n\n`,
    ]),
    'a stream that ends too soon': stream([`: ${secret}\nid: ${secret}\n${secret}\n\n`, begun], { headers: told }),
    'a reason to stop that nobody knows': stream([
      begun,
      script.finish.replace(/"(stop|end_turn)"/, `"${secret}"`),
      script.terminator,
    ]),
  };
}
