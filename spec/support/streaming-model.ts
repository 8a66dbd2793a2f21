import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A model over HTTP whose answers a spec writes piece by piece. */
export interface StreamingModel {
  /** For devmgr: its address, and a key. */
  readonly env: Readonly<Record<string, string>>;
  /** The stream of the next question. Call it before that is asked. */
  asked(): Promise<ServerResponse>;
  stop(): Promise<void>;
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta: object, reason: string | null) =>
  event({ id: '1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason }] });

/** A piece of an answer, as OpenAI writes it. */
export const token = (content: string): string => chunk({ content }, null);
/** The end of an answer. */
export const end = `${chunk({}, 'stop')}data: [DONE]\n\n`;

export async function startStreamingModel(): Promise<StreamingModel> {
  let onQuestion: (stream: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => {
    if (request.url === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'gpt-6-luna', object: 'model' }] }));
      return;
    }
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    onQuestion(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { OPENAI_API_KEY: 'dvk-chat-0123456789abcdef', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` },
    asked: () => new Promise((resolve) => (onQuestion = resolve)),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
