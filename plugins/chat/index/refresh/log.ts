/** Where lines for the log go: this code runs on any thread. */
export type Log = (level: 'debug' | 'info' | 'warn', message: string) => void;
