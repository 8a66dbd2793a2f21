import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { startDevmgr, temporaryHome } from '../../support/run-devmgr.js';

/** Where a load is sent. */
export interface Place {
  readonly name: string;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly model: string;
  /** Of the process that answers. */
  readonly pid: number;
}

export interface GatewayStage {
  readonly mock: Place;
  readonly devmgr: Place;
  dispose(): Promise<void>;
}

const LONGEST_MS = 3_600_000;
const mockFile = new URL('./mock-provider.mjs', import.meta.url).pathname;

/** The built gateway, recording calls as by default, in front of a mock provider; each is a process of its own. */
export async function gatewayStage(): Promise<GatewayStage> {
  const mock = spawn(process.execPath, [mockFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const mockPort = Number(await firstLine(mock));
  const home = temporaryHome();
  const project = mkdtempSync(join(tmpdir(), 'devmgr-bench-gateway-'));
  const settings = `[gateway]\nrequests-per-minute = 0\nmax-concurrent = 1000\n[system.providers.mock]\nbase-url = "http://127.0.0.1:${mockPort}/v1"\n`;
  writeFileSync(join(home.path, 'config.toml'), settings);
  const port = await freePort();
  const options = { cwd: project, home: home.path, timeoutMs: LONGEST_MS };
  const running = startDevmgr(['gateway', '--port', String(port)], options);
  const dispose = async () => {
    running.child.kill('SIGINT');
    await running.done.catch(() => undefined);
    mock.kill();
    home.remove();
    rmSync(project, { recursive: true, force: true });
  };
  try {
    await running.waitFor('OPENAI_BASE_URL', 30_000);
  } catch (error) {
    await dispose();
    throw error;
  }
  const token = readFileSync(join(home.path, 'gateway-token'), 'utf8').trim();
  return {
    mock: { name: 'directly', port: mockPort, headers: {}, model: 'm', pid: mock.pid ?? 0 },
    devmgr: {
      name: 'devmgr gateway',
      port,
      headers: { authorization: `Bearer ${token}` },
      model: 'mock/m',
      pid: running.child.pid ?? 0,
    },
    dispose,
  };
}

/** Processor time of a process in milliseconds, all threads together, in steps of 10. Linux. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name of the program, which may hold blanks: user and system time in hundredths of a second.
  const [user = NaN, system = NaN] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}

export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it said its port`)));
  });
}

/** Sends chats to a place over kept connections. */
export class Load {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Milliseconds until the answer was there. Rejects when it is no good one. */
  ask(isStream = false): Promise<number> {
    const { port, headers, model } = this.#place;
    const body = JSON.stringify({ model, stream: isStream, messages: [{ role: 'user', content: 'hello' }] });
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          agent: this.#agent,
          method: 'POST',
          path: '/v1/chat/completions',
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          let text = '';
          response.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
          response.once('error', reject);
          response.once('end', () => {
            const isGood = response.statusCode === 200 && text.includes(isStream ? '[DONE]' : '"finish_reason":"stop"');
            if (isGood) resolve(performance.now() - startedAt);
            else reject(new Error(`${this.#place.name} answered ${response.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }

  /** So many clients, each asking one time after the other, `requests` in all. Gives the seconds that it took. */
  async run(requests: number, clients: number): Promise<number> {
    let left = requests;
    const startedAt = performance.now();
    const client = async () => {
      while (left-- > 0) await this.ask();
    };
    await Promise.all(Array.from({ length: clients }, client));
    return (performance.now() - startedAt) / 1000;
  }

  dispose(): void {
    this.#agent.destroy();
  }
}
