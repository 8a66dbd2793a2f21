import type { Disposable, Logger } from 'devmgr/plugin-api';
import type { LogStore } from 'devmgr/plugin-api/contracts/log-store';

/** Where everything that devmgr and what it runs say comes together: memory ring, file, redaction. */
export interface LogSink extends Disposable {
  readonly store: LogStore;
  logger(source: string): Logger;
  /** Raw output of a process: level recognised, tracebacks joined. */
  line(source: string, text: string, stream: 'stdout' | 'stderr', at: number): void;
  redact(text: string): string;
  /** From now on the values of the secret variables among these are masked too. */
  addSecrets(variables: Readonly<Record<string, string>>): void;
  /** From now on this value is masked too, if it has at least 8 characters. */
  addSecret(value: string): void;
  /** Flushes the file. */
  dispose(): Promise<void>;
}
