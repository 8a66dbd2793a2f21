// A provider that answers at once: whole, or ten chunks. Prints its port. A process of its own, so that it costs the others nothing.
import { createServer } from 'node:http';

const head = { id: 'chatcmpl-bench', created: 1_780_000_000, model: 'm' };
const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
const message = { role: 'assistant', content: 'Hello! How can I help you with your project today?', refusal: null };
const whole = JSON.stringify({
  ...head,
  object: 'chat.completion',
  choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
  usage,
});
const chunk = (delta, finish_reason = null) =>
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const words = message.content.split(' ').map((word) => chunk({ content: `${word} ` }));
const chunks = [chunk({ role: 'assistant', content: '' }), ...words, chunk({}, 'stop'), 'data: [DONE]\n\n'];

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (piece) => (body += piece));
  request.on('end', () => {
    if (request.url?.endsWith('/models'))
      return json(response, JSON.stringify({ object: 'list', data: [{ id: 'm', object: 'model' }] }));
    if (!JSON.parse(body).stream) return json(response, whole);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of chunks) response.write(piece);
    response.end();
  });
});

function json(response, text) {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
