import type { FastifyInstance, FastifySchema } from 'fastify';

/** With what only the document is made of. */
interface PageSchema extends FastifySchema {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly never[];
  readonly produces: readonly string[];
}

const schema: PageSchema = {
  operationId: 'getPage',
  summary: 'A page for people, open to everybody on this machine',
  tags: ['gateway'],
  security: [],
  produces: ['text/html'],
};

/** Nothing is loaded from anywhere, and nothing runs. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `/`: what this is and how to use it. It says nothing that a stranger on this machine must not know. `url`: as the gateway is reached. */
export function pageRoute(app: FastifyInstance, url: () => string): void {
  app.get('/', { schema }, (_request, reply) =>
    reply
      .headers({ 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' })
      .type('text/html; charset=utf-8')
      .send(page(url())),
  );
}

function page(url: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>devmgr gateway</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #222; background: #fff }
  pre { background: #f3f3f3; padding: .8rem; overflow-x: auto; border-radius: 4px }
  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b } pre { background: #2a2a2a } a { color: #8bf } }
</style>
<h1>devmgr gateway</h1>
<p>Every AI provider that devmgr knows, at one address, for programs on this machine. The API key of a client is the gateway's token:
it lies in <code>~/.devmgr/gateway-token</code>, and <code>devmgr gateway token --show</code> prints it.</p>
<pre>export OPENAI_BASE_URL=${url}/v1
export OPENAI_API_KEY=$(devmgr gateway token --show)
export ANTHROPIC_BASE_URL=${url}
export ANTHROPIC_API_KEY=$(devmgr gateway token --show)</pre>
<h2>curl</h2>
<pre>curl ${url}/v1/chat/completions \\
  -H "Authorization: Bearer $(devmgr gateway token --show)" -H "Content-Type: application/json" \\
  -d '{"model": "provider/model", "messages": [{"role": "user", "content": "Hello"}]}'</pre>
<h2>openai</h2>
<pre>from openai import OpenAI

client = OpenAI(base_url="${url}/v1", api_key=TOKEN)
client.chat.completions.create(model="provider/model", messages=[{"role": "user", "content": "Hello"}])</pre>
<h2>anthropic</h2>
<pre>from anthropic import Anthropic

client = Anthropic(base_url="${url}", api_key=TOKEN)
client.messages.create(model="provider/model", max_tokens=500, messages=[{"role": "user", "content": "Hello"}])</pre>
<h2>Models</h2>
<p>A request names a route or an alias of the settings, <code>provider/model</code>, a provider for its default model, or a model that only one
provider has. <code>GET /v1/models</code> lists them; <code>/openapi.json</code> describes everything that there is. Both want the token.</p>
</html>
`;
}
