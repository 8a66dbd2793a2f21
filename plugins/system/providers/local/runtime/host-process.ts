import type { ManagedProcess, Processes } from 'devmgr/plugin-api';
import { HostEnded } from './host-ended.js';
import { HOST_PROTOCOL, readHostAnswer, type HostRequest } from './host-protocol.js';
import { HostTask } from './host-task.js';
import { hostEnv } from './host-env.js';

export interface HostProcessOptions {
  readonly processes: Processes;
  /** devmgr's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The built model-host.process.js. */
  readonly hostFile: string;
  /** The module of transformers.js. */
  readonly libraryFile: string;
}

/** A request without its id. */
export type HostOrder = HostRequest extends infer R
  ? R extends { readonly id: number }
    ? Omit<R, 'id'>
    : never
  : never;

/** A running process of the local model, as devmgr sees it. */
export class HostProcess {
  readonly #process: ManagedProcess;
  readonly #tasks = new Map<number, HostTask>();
  #ids = 0;
  #end: HostEnded | undefined;
  /** Settles when the process is gone. Never rejects. */
  readonly ended: Promise<void>;

  constructor({ processes, env, hostFile, libraryFile }: HostProcessOptions) {
    this.#process = processes.spawn({
      title: 'local model',
      command: process.execPath,
      args: [hostFile, libraryFile],
      env: hostEnv(env),
      keepInput: true,
      sideChannel: true,
      logSource: 'local-model',
      forceKillAfterMs: 2_000,
      keepLines: 200,
    });
    const listening = this.#process.onDidReceive((line) => this.#receive(line));
    this.ended = this.#process.exit.then((exit) => {
      void listening.dispose();
      this.#end = new HostEnded(exit);
      this.#failAll(this.#end);
    });
  }

  get isRunning(): boolean {
    return this.#end === undefined;
  }

  /** Sends a request. When the process is gone or cannot be written to, the task has failed already. */
  ask(order: HostOrder): HostTask {
    const task = new HostTask(++this.#ids);
    if (this.#end) {
      task.fail(this.#end);
      return task;
    }
    this.#tasks.set(task.id, task);
    const isSent = this.#process.write(`${JSON.stringify({ ...order, id: task.id })}\n`);
    // It ends right now, and `exit` will say how.
    if (!isSent && this.#process.pid !== undefined) void this.stop();
    return task;
  }

  /** Asks the process to end a request early. */
  abort(task: HostTask): void {
    if (this.#tasks.has(task.id)) this.ask({ op: 'abort', target: task.id });
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    await this.ended;
  }

  #receive(line: string): void {
    const answer = readHostAnswer(line);
    if (!answer) return;
    if (answer.type === 'hello') {
      if (answer.protocol !== HOST_PROTOCOL) void this.stop();
      return;
    }
    const task = this.#tasks.get(answer.id);
    task?.receive(answer);
    if (answer.type !== 'prompt' && answer.type !== 'text') this.#tasks.delete(answer.id);
  }

  #failAll(error: HostEnded): void {
    for (const task of this.#tasks.values()) task.fail(error);
    this.#tasks.clear();
  }
}
