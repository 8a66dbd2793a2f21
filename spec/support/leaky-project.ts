import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaks } from '../plugins/system/providers/contract/leaks.js';
import { wireScripts, type WireScript } from '../plugins/system/providers/contract/wire-script.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import { json, type Fault } from './faults.js';

/** No form of a key: they are masked because they are known, or not at all. Written otherwise in URLs and base64. */
const SECRETS = {
  environment: 'Zq8+violet/Otter=51~harbour',
  dotenv: 'Wk3+amber/Falcon=77~meadow',
  settings: 'Vn6+copper/Heron=33~orchard',
  url: 'Hx5+silver/Badger=20~quarry',
  login: 'Jt9+golden/Marten=64~hollow',
  table: 'Qr2+bronze/Lynx=88~thicket',
};

/** A project and a home with a key in every place where one can be, and a server that tells all of them again. */
export interface LeakyProject {
  readonly path: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly server: FaultServer;
  /** Ask this: the answer is the leak of that name. */
  readonly questions: readonly string[];
  /** Fails with what stands around it when a secret is in the text, in whatever form. */
  expectNone(where: string, text: string): void;
  /** Everything that was written below the home. */
  files(): string;
  /** The key that stands in `.env` alone. */
  readonly dotenvKey: string;
  remove(): Promise<void>;
}

export async function leakyProject(): Promise<LeakyProject> {
  const parent = mkdtempSync(join(tmpdir(), 'devmgr-leaky-'));
  const [path, home] = [join(parent, 'shop'), join(parent, 'home')];
  for (const dir of [join(path, 'app'), home]) mkdirSync(dir, { recursive: true });
  const server = await startFaultServer(leakyServer());
  writeFileSync(join(path, '.env'), `ANTHROPIC_API_KEY='${SECRETS.dotenv}'\n`);
  writeFileSync(join(home, 'config.toml'), settingsAt(server));
  return {
    path,
    home,
    env: environmentAt(server),
    server,
    questions: Object.keys(leaks(wireScripts[0]!, '')),
    expectNone,
    dotenvKey: SECRETS.dotenv,
    files: () =>
      readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'config.toml')
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join('\n'),
    async remove() {
      await server.dispose();
      rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function environmentAt({ url }: FaultServer): Readonly<Record<string, string>> {
  return {
    OPENAI_API_KEY: SECRETS.environment,
    OPENAI_BASE_URL: `${url}/v1`,
    ANTHROPIC_BASE_URL: url,
    TOGETHER_API_KEY: SECRETS.environment,
    TOGETHER_BASE_URL: `${withLogin(url, SECRETS.url)}/v1?api_key=${encodeURIComponent(SECRETS.url)}`,
    OLLAMA_HOST: withLogin(url, SECRETS.login),
    HOUSE_CODE_WORD: SECRETS.settings,
    DEVMGR_SYSTEM_AI_RETRIES: '0',
  };
}

function withLogin(url: string, secret: string): string {
  return url.replace('//', `//somebody:${encodeURIComponent(secret)}@`);
}

/** The variable has no name that tells what it is. The other local servers are where nobody listens. */
function settingsAt({ url }: FaultServer): string {
  const nowhere = ['llama-server', 'lm-studio', 'vllm'].map((id) => table(id, 'http://127.0.0.1:9/v1'));
  return `${table('house', `${withLogin(url, SECRETS.table)}/v1`)}key-variable = "HOUSE_CODE_WORD"\n${nowhere.join('')}`;
}

function table(id: string, url: string): string {
  return `[system.providers.${id}]\nbase-url = "${url}"\n`;
}

/** Lists one good model and one with the keys in its name; answers a question with the leak that it names. */
function leakyServer(): Fault {
  const told = allForms().join(' ');
  const all = wireScripts.map((script) => ({ script, faults: leaks(script, told) }));
  return (connection) => {
    const { path, body } = connection.request;
    if (path.startsWith('/api/version')) return json({ version: told })(connection);
    if (!path.includes('/chat/') && !path.includes('/messages')) return modelList(told)(connection);
    const { faults } = all.find(({ script }) => speaks(script, path)) ?? all[0]!;
    const asked = Object.keys(faults).find((name) => body.includes(`"${name}"`)) ?? 'a refusal';
    return faults[asked]?.(connection);
  };
}

function speaks({ provider }: WireScript, path: string): boolean {
  return path.startsWith(provider.vendor.chatPath);
}

function modelList(told: string): Fault {
  const ids = ['gpt-6-luna', 'claude-haiku-5-5', ...Object.values(SECRETS).map((secret) => `model-${secret}`)];
  return json({ object: 'list', data: ids.map((id) => ({ id, object: 'model', owned_by: told, type: 'model' })) });
}

function allForms(): readonly string[] {
  return [
    ...Object.values(SECRETS).flatMap(formsOf),
    // As it goes over the wire.
    Buffer.from(`somebody:${SECRETS.login}`).toString('base64'),
  ];
}

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
}

function expectNone(where: string, text: string): void {
  for (const form of allForms()) {
    const at = text.indexOf(form);
    if (at >= 0) throw new Error(`${form} is in ${where}: …${text.slice(Math.max(0, at - 400), at + 200)}…`);
  }
}
