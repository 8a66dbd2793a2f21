import { deadline } from './deadline.js';
import { ExpectedLines } from './expected-lines.js';
import { explainHttpFailure } from './http-failure.js';
import { askHttp, PROBE_AGENT, type HttpAnswer } from './http-answer.js';
import type { Probe } from './probe.js';
import type { ProbeOutcome } from './probe-outcome.js';
import { isStatusGood } from './status-pattern.js';
import { TimedPattern } from './timed-pattern.js';

/** Tried in this order until one answers well; the last tells only that HTTP is spoken. */
export const DEFAULT_PATHS = ['/health', '/healthz', '/openapi.json', '/'] as const;

export interface HttpProbeOptions {
  /** Without a path at its end: `http://127.0.0.1:8000`. */
  readonly url: string;
  /** The only path to ask for, or a whole URL. Without it the default paths are tried. */
  readonly path: string | undefined;
  /** `200`, `2xx`, `200-299`; empty: below 400. */
  readonly status?: readonly string[];
  /** A regular expression that the body must match. */
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Where a tunnel leads that the URL is the beginning of, for people. */
  readonly tunnelTo?: string | undefined;
}

type Answer = HttpAnswer & { readonly path: string };

const REMEMBERED_PORTS = 16;
const MOST_REDIRECTS = 5;

/** Asks one server for its health over HTTP, without keeping connections open. */
export class HttpProbe implements Probe {
  readonly timeoutMs: number;
  readonly #options: HttpProbeOptions;
  readonly #ports: number[] = [];
  readonly #expected = new ExpectedLines();
  #chosen: string | undefined;
  #pattern: TimedPattern | undefined;

  constructor(options: HttpProbeOptions) {
    this.#options = options;
    this.timeoutMs = options.timeoutMs;
  }

  /** One look. Never rejects; an aborted one is a bad outcome that nobody should use. */
  async look(signal: AbortSignal): Promise<ProbeOutcome> {
    const { path, url, timeoutMs, tunnelTo } = this.#options;
    const limit = deadline(signal, timeoutMs);
    try {
      return path === undefined ? await this.#lookAround(limit.signal) : await this.#lookAt(path, limit.signal);
    } catch (error) {
      const what = { path: path ?? this.#chosen ?? DEFAULT_PATHS[0], url, timeoutMs, isLate: limit.isOver, tunnelTo };
      return { kind: 'bad', ...explainHttpFailure(error, what) };
    } finally {
      limit.clear();
    }
  }

  /** uvicorn and its like tell the port of our end of the connection, combined logs who asked. */
  isOwnAccessLine(text: string): boolean {
    const [, port, path] = /:(\d+) - "(?:\x1b\[\d+m)?GET (\S+) HTTP\/1/.exec(text) ?? [];
    if (port !== undefined) return this.#ports.includes(Number(port)) || this.#expected.take(path);
    return text.includes(`"${PROBE_AGENT}"`);
  }

  dispose(): void {
    this.#ports.length = 0;
    this.#expected.clear();
  }

  async #lookAround(signal: AbortSignal): Promise<ProbeOutcome> {
    if (this.#chosen === undefined) return this.#choose(signal);
    const answer = await this.#get(this.#chosen, signal);
    // The path was chosen before the application changed.
    if (answer.status === 404 && answer.path !== '/') this.#chosen = undefined;
    return judge(answer, answer.status < 500);
  }

  async #choose(signal: AbortSignal): Promise<ProbeOutcome> {
    let fallback: Answer | undefined;
    for (const path of DEFAULT_PATHS) {
      const answer = await this.#get(path, signal);
      const isHealthPath = path.startsWith('/health');
      // A health path that says 503 is the answer; a broken /openapi.json is not.
      if (answer.status < 400 || (isHealthPath && answer.status >= 500)) {
        this.#chosen = path;
        return judge(answer, answer.status < 400);
      }
      if (!fallback || answer.status < 500) fallback = answer;
    }
    // Nothing answers well: a 404 on `/` still shows a server that works.
    this.#chosen = fallback && fallback.status < 500 ? fallback.path : undefined;
    return fallback
      ? judge(fallback, fallback.status < 500)
      : { kind: 'bad', answered: false, reason: 'no path to ask for' };
  }

  async #lookAt(path: string, signal: AbortSignal): Promise<ProbeOutcome> {
    const { status = [], body } = this.#options;
    const answer = await this.#follow(path, signal);
    if (!isStatusGood(answer.status, status)) return judge(answer, false);
    if (body === undefined || (await this.#matches(body, answer.body))) return judge(answer, true);
    return {
      kind: 'bad',
      answered: true,
      reason: `GET ${path} answered ${answer.status}, but nothing in it matches /${body}/`,
    };
  }

  /** A redirect is an answer where it is good enough; where a status or a body is asked for, what counts is behind it. */
  async #follow(path: string, signal: AbortSignal): Promise<Answer> {
    const { status = [], body } = this.#options;
    let answer = await this.#get(path, signal);
    let at = new URL(path, this.#options.url);
    for (let steps = 0; steps < MOST_REDIRECTS; steps += 1) {
      const isEnough = body === undefined && isStatusGood(answer.status, status);
      const next = isEnough || answer.status < 300 || answer.status >= 400 ? undefined : target(answer.location, at);
      if (!next) return answer;
      answer = { ...(await this.#ask(next, signal)), path };
      at = next;
    }
    return answer;
  }

  async #get(path: string, signal: AbortSignal): Promise<Answer> {
    return { ...(await this.#ask(new URL(path, this.#options.url), signal)), path };
  }

  async #ask(url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    const { headers = {}, path = '', body, url: base, tunnelTo } = this.#options;
    const asked = `${url.pathname}${url.search}`;
    if (tunnelTo !== undefined) this.#expected.add(asked);
    // Headers may hold a key: no redirect takes them to anybody else.
    const isOurs = url.origin === new URL(path, base).origin;
    const ask = { headers: isOurs ? headers : {}, wantsBody: body !== undefined, signal };
    try {
      return await askHttp(url, { ...ask, onPort: (port) => this.#remember(port) });
    } catch (error) {
      // Nobody was there to write a line; whoever is slow writes it later.
      if (!signal.aborted) this.#expected.take(asked);
      throw error;
    }
  }

  async #matches(source: string, text: string): Promise<boolean> {
    this.#pattern ??= new TimedPattern(source);
    return (await this.#pattern.findIn([text])) === 0;
  }

  #remember(port: number): void {
    this.#ports.push(port);
    if (this.#ports.length > REMEMBERED_PORTS) this.#ports.shift();
  }
}

function judge({ path, status, latencyMs }: Answer, isGood: boolean): ProbeOutcome {
  if (isGood) return { kind: 'good', latencyMs, path };
  return { kind: 'bad', answered: true, reason: `GET ${path} answered ${status}` };
}

function target(location: string | undefined, from: URL): URL | undefined {
  if (location === undefined || !URL.canParse(location, from)) return undefined;
  const url = new URL(location, from);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}
