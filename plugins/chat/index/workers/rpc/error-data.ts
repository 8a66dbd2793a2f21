import { DevmgrError, type ErrorCode } from 'devmgr/plugin-api';

/** An error as it crosses to another thread: a structured clone would lose its class and what a `DevmgrError` says. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of a `DevmgrError`. */
  readonly expected:
    { readonly code: ErrorCode; readonly hint: string | undefined; readonly exitCode: number } | undefined;
  /** Fields of its own, `failure` of an `AiError` for example, as far as they can be cloned. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause: ErrorData | undefined;
}

const deepestCause = 4;
const ownFields = new Set(['name', 'message', 'stack', 'code', 'hint', 'exitCode', 'cause']);

/** Anything may be thrown, also what is no error. */
export function toErrorData(error: unknown, depth = 0): ErrorData {
  const { name, message, stack, cause } = error instanceof Error ? error : new Error(String(error));
  return {
    name,
    message,
    stack,
    expected: DevmgrError.isInstance(error)
      ? { code: error.code, hint: error.hint, exitCode: error.exitCode }
      : undefined,
    fields: error instanceof Error ? cloneableFields(error) : {},
    cause: cause === undefined || depth === deepestCause ? undefined : toErrorData(cause, depth + 1),
  };
}

/** A `DevmgrError` again, or a plain error with the name and the stack of the other side. */
export function fromErrorData({ name, message, stack, expected, fields, cause: causeData }: ErrorData): Error {
  const cause = causeData && fromErrorData(causeData);
  const error = expected ? new DevmgrError({ ...expected, message, cause }) : new Error(message, cause && { cause });
  Object.assign(error, fields, { name });
  if (stack !== undefined) error.stack = stack;
  return error;
}

function cloneableFields(error: Error): Readonly<Record<string, unknown>> {
  const entries = Object.entries(error).filter(([key]) => !ownFields.has(key));
  return Object.fromEntries(entries.filter(([, value]) => isCloneable(value)));
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
