import { DevmgrError, type Logger } from 'devmgr/plugin-api';
import type { LogLevel } from 'devmgr/plugin-api/contracts/log-store';

/** Makes the logger of one source. `write` gets the finished message, which may hold newlines. */
export function createLogger(write: (level: LogLevel, message: string) => void): Logger {
  return {
    debug: (message, details) => write('debug', withDetails(message, details)),
    info: (message, details) => write('info', withDetails(message, details)),
    warn: (message, details) => write('warn', withDetails(message, details)),
    error: (message, error, details) => {
      const head = withDetails(message, details);
      write('error', error === undefined ? head : `${head}: ${errorText(error)}`);
    },
  };
}

function withDetails(message: string, details: object | undefined): string {
  const fields = Object.entries(details ?? {}).map(([key, value]) => `${key}=${fieldText(value)}`);
  return [message, ...fields].join(' ');
}

function fieldText(value: unknown): string {
  if (typeof value === 'string' && value !== '' && !/[\s"]/.test(value)) return value;
  try {
    return String(JSON.stringify(value));
  } catch {
    return String(value);
  }
}

/** Expected failures need no stack; of everything else the stack is the message. */
function errorText(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return DevmgrError.isInstance(error) ? String(error) : fieldText(error);
  const own = DevmgrError.isInstance(error)
    ? [error.message, error.hint].filter((part) => part !== undefined).join('. ')
    : (error.stack ?? error.message);
  const hasCause = error.cause !== undefined && depth < 5;
  return hasCause ? `${own}\ncaused by ${errorText(error.cause, depth + 1)}` : own;
}
