/** Every code in use. Add at the end of its group; never rename or reuse one. */
export type ErrorCode =
  | 'DEVMGR_USAGE'
  | 'DEVMGR_PLUGIN_API_MISMATCH'
  | 'DEVMGR_PLUGIN_MANIFEST_INVALID'
  | 'DEVMGR_PLUGIN_ACTIVATION_FAILED'
  | 'DEVMGR_PLUGIN_ACTIVATION_TIMEOUT'
  | 'DEVMGR_CONTRIBUTION_UNDECLARED'
  | 'DEVMGR_CONTRIBUTION_DUPLICATE'
  | 'DEVMGR_GRID_AREA_INVALID'
  | 'DEVMGR_SERVICE_UNAVAILABLE'
  | 'DEVMGR_CONFIG_INVALID'
  | 'DEVMGR_INPUT_REQUIRED'
  | 'DEVMGR_TERMINAL_REQUIRED'
  | 'DEVMGR_PROCESS_NOT_FOUND'
  | 'DEVMGR_PROCESS_FAILED'
  | 'DEVMGR_STORAGE_FAILED'
  | 'DEVMGR_AI_PROVIDER_FAILED'
  | 'DEVMGR_WRITE_CONFLICT'
  | `PLUGIN_${string}`;

export interface DevmgrErrorOptions {
  readonly code: ErrorCode;
  readonly message: string;
  /** What the person at the terminal can do about it, as an imperative sentence. */
  readonly hint?: string | undefined;
  /** Of the process when the error ends a headless run; see `ExitCode`. Default 1. */
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/** Exit codes of the command line. */
export const ExitCode = {
  ok: 0,
  notGood: 1,
  usage: 2,
  config: 3,
  plugin: 4,
  unavailable: 5,
  bug: 70,
  interrupted: 130,
} as const;

const brand = Symbol.for('devmgr.error');

/** An expected failure: shown as a message with a hint, without a stack trace. */
export class DevmgrError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(options: DevmgrErrorOptions) {
    super(options.message, { cause: options.cause });
    this.name = 'DevmgrError';
    this.code = options.code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? ExitCode.notGood;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Recognises the error even when two copies of this package are loaded. */
  static isInstance(error: unknown): error is DevmgrError {
    return typeof error === 'object' && error !== null && brand in error;
  }
}
