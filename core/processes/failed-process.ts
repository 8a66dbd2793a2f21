import type { ManagedProcess, ProcessExit, ProcessOptions } from 'devmgr/plugin-api';
import { LineRing } from './line-ring.js';

/** A process that never began: it has no output, and its exit tells why. */
export class FailedProcess implements ManagedProcess {
  readonly id: string;
  readonly title: string;
  readonly pid = undefined;
  readonly startedAt: number;
  readonly output = new LineRing(1);
  readonly exit: Promise<ProcessExit>;

  constructor(options: ProcessOptions, error: Promise<Error>, host: { readonly id: string; now(): number }) {
    this.id = host.id;
    this.title = options.title;
    this.startedAt = host.now();
    this.exit = error.then((reason) => ({ kind: 'not-started', error: reason }));
  }

  readonly onDidReceive = () => ({ dispose: () => undefined });

  stop(): Promise<ProcessExit> {
    return this.exit;
  }

  signal(): boolean {
    return false;
  }

  signalAll(): Promise<boolean> {
    return Promise.resolve(false);
  }

  write(): boolean {
    return false;
  }

  endInput(): void {
    // It has no stdin.
  }

  async dispose(): Promise<void> {
    await this.exit;
  }
}
