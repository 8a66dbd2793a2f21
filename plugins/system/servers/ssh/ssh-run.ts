import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { ManagedProcess, ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';
import { exitFault } from '../run/exit-fault.js';
import type { ProcessRunParts } from '../run/process-run.js';
import type { RunFacts, RunRequest, ServerRun } from '../run/server-run.js';
import { clearRemote } from './clear-remote.js';
import { knock } from './knock.js';
import { remoteBootstrap } from './remote-bootstrap.js';
import { remoteCommand } from './remote-command.js';
import { remoteExit } from './remote-exit.js';
import { remoteStartScript, type RemoteRun } from './remote-script.js';
import { remoteFault, sshFault } from './ssh-fault.js';
import { sshArguments } from './ssh-arguments.js';
import { tunnelArgument, TUNNEL_HOST } from './tunnel.js';
import { forwardingRefused, isForwardingRefused, isTunnelNoise, tunnelPortTaken } from './tunnel-fault.js';

/** Beside the grace: for the way there and back. */
const STOP_EXTRA_MS = 5_000;
const FORCE_AFTER_MS = 1_000;
const FAULT_LINES = 60;

/** One start of a server on another machine: one ssh process here, whose connection is the life line of the server there. */
export class SshRun implements ServerRun {
  readonly facts: RunFacts;
  readonly #request: RunRequest;
  readonly #parts: ProcessRunParts;
  readonly #host: string;
  readonly #remote: RemoteRun;
  readonly #child: ManagedProcess;
  readonly #ended: Promise<void>;
  #isConnected = false;
  #isStarted = false;
  #hasNoFolder = false;
  #code: number | undefined;
  #isOpen = false;
  #hasEnded = false;
  /** Why it is ended though nobody has asked for that. */
  #givenUp: ServerFault | undefined;
  #ending: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(request: RunRequest, parts: ProcessRunParts) {
    const { definition, stopTimeoutMs, tunnel } = request;
    const env = remoteEnvironment(request);
    const { host = '', folder } = definition.ssh ?? {};
    const token = `devmgr-${randomBytes(8).toString('hex')}`;
    const id = createHash('sha256')
      .update(`${hostname()}\0${parts.root}\0${definition.name}`)
      .digest('hex')
      .slice(0, 24);
    this.#request = request;
    this.#parts = parts;
    this.#host = host;
    this.#remote = { token, id, graceMs: stopTimeoutMs, signal: definition.stop.signal };
    const command = remoteCommand(request);
    const args = sshArguments(host, remoteBootstrap(token), tunnel);
    this.facts = {
      command: ['ssh', ...args],
      equivalent: [
        ...(tunnel ? ['ssh', '-L', tunnelArgument(tunnel)] : ['ssh']),
        host,
        folder === undefined ? command : `cd ${folder} && ${command}`,
      ],
      cwd: folder ?? '~',
      env,
      interpreter: undefined,
    };
    this.#child = this.#spawn(args);
    const following = request.output.follow(this.#child.output);
    request.onEvent({ type: 'spawned', pid: undefined });
    this.#child.write(`${remoteStartScript({ ...this.#remote, folder, env, command })}\n${token}\n`);
    this.#ended = this.#child.exit.then(async (exit) => {
      this.#hasEnded = true;
      void following.dispose();
      await this.#tellEnd(exit);
    });
  }

  reload(): boolean {
    return false;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  #spawn(args: readonly string[]): ManagedProcess {
    const { definition } = this.#request;
    return this.#parts.processes.spawn({
      title: definition.name,
      command: 'ssh',
      args,
      keepInput: true,
      logSource: definition.name,
      ignoreLine: (text) => this.#take(text) || this.#request.ignoreLine(text),
      forceKillAfterMs: FORCE_AFTER_MS,
    });
  }

  /** Lines of the script there and of ssh's tunnel are no output of the server. What the server has not ended with a newline stands before. */
  #take(text: string): boolean {
    if (this.#request.tunnel && isTunnelNoise(text)) return this.#refused(text);
    const at = text.indexOf(`${this.#remote.token} `);
    if (at < 0) return false;
    const [word, number] = text.slice(at + this.#remote.token.length + 1).split(' ');
    if (word === 'connected') this.#connected();
    else if (word === 'started') this.#started();
    else if (word === 'exited') this.#code = Number(number);
    else if (word === 'no-folder') this.#hasNoFolder = true;
    else if (word === 'cleared')
      this.#note(`ended pid ${number} on ${this.#host}, which an earlier connection had left`);
    return at === 0;
  }

  #connected(): void {
    this.#isConnected = true;
    void this.#open();
  }

  #started(): void {
    this.#isStarted = true;
    this.#tellListening();
  }

  /** What it forwards was set up before anything was run there. Never ask whoever else has the port. */
  async #open(): Promise<void> {
    const { tunnel } = this.#request;
    const { pid } = this.#child;
    if (tunnel && pid !== undefined) {
      const { localPort } = tunnel;
      const listens = await this.#parts.processes.listens(pid, localPort);
      if (this.#isOver()) return;
      if (listens === false) return this.#giveUp(tunnelPortTaken(localPort));
      knock(TUNNEL_HOST, localPort);
    }
    this.#isOpen = true;
    this.#tellListening();
  }

  /** What runs there has ended, and the connection ends with it. */
  #isOver(): boolean {
    return this.#hasEnded || this.#hasNoFolder || this.#code !== undefined;
  }

  #tellListening(): void {
    if (this.#isStarted && this.#isOpen && !this.#hasEnded) this.#request.onEvent({ type: 'listening' });
  }

  #refused(line: string): true {
    if (isForwardingRefused(line)) this.#giveUp(forwardingRefused(this.#host));
    return true;
  }

  #giveUp(fault: ServerFault): void {
    this.#givenUp ??= fault;
    void this.#end();
  }

  async #stop(): Promise<void> {
    await this.#end();
    await this.#ended;
  }

  #end(): Promise<void> {
    this.#ending ??= this.#endThere();
    return this.#ending;
  }

  async #endThere(): Promise<void> {
    const { clock } = this.#parts;
    if (this.#isConnected && this.#child.write('stop\n')) {
      await new Promise<void>((resolve) => {
        const timer = clock.setTimeout(resolve, this.#remote.graceMs + STOP_EXTRA_MS);
        void this.#child.exit.then(() => (void timer.dispose(), resolve()));
      });
    }
    // Without a connection what runs there ends itself.
    await this.#child.stop();
  }

  async #tellEnd(exit: ProcessExit): Promise<void> {
    const wasStopped = this.#stopping !== undefined;
    if (this.#ending && this.#isConnected && this.#code === undefined) await this.#clear();
    const told = this.#exitOf(exit, wasStopped);
    const fault = wasStopped || exit.kind === 'not-started' ? undefined : this.#fault(told);
    this.#request.onEvent({ type: 'exited', exit: told, fault, awaitsChange: false });
  }

  #exitOf(exit: ProcessExit, wasStopped: boolean): ProcessExit {
    // As ssh does itself when it cannot forward.
    if (this.#givenUp && !wasStopped) return { kind: 'exited', code: 255 };
    return this.#code === undefined ? exit : remoteExit(this.#code, wasStopped);
  }

  async #clear(): Promise<void> {
    const { processes, clock } = this.#parts;
    const isClean = await clearRemote({ host: this.#host, run: this.#remote, processes, clock });
    if (!isClean) this.#note(`${this.#host} could not be reached: what runs there is ended by the next start`);
  }

  #fault(exit: ProcessExit): ServerFault | undefined {
    if (this.#givenUp) return this.#givenUp;
    const { definition } = this.#request;
    const { output } = this.#child;
    const lines = output.lines(Math.max(output.firstLine, output.endLine - FAULT_LINES), FAULT_LINES);
    const texts = lines.map(({ text }) => text);
    if (this.#hasNoFolder) return remoteFault(0, this.#host, definition.ssh?.folder, true);
    if (this.#code === undefined) return sshFault(texts, this.#host, this.#isStarted);
    const root = definition.ssh?.folder ?? '/';
    return remoteFault(this.#code, this.#host, undefined, false) ?? exitFault(exit, texts, root);
  }

  #note(text: string): void {
    this.#request.output.append([{ stream: 'stderr', text: `devmgr: ${text}`, at: this.#parts.clock.now() }]);
  }
}

/** As for servers of this machine: a command finds its port in PORT, and Python writes its lines at once. */
function remoteEnvironment({ definition, place, env }: RunRequest): Readonly<Record<string, string>> {
  const port = definition.runs.kind === 'command' && place.port > 0 ? { PORT: String(place.port) } : {};
  return { PYTHONUNBUFFERED: '1', ...port, ...env };
}
