import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** Something in the settings of servers that is not as it should be. */
export interface DefinitionProblem {
  /** Of the server; empty: of no single one. */
  readonly name: string;
  /** One line: the file, the setting, what is right. */
  readonly message: string;
  readonly hint: string;
  /** `error`: the server cannot be used, and is not among the servers. */
  readonly severity: 'error' | 'warning';
}

/** For who asks for a server that cannot be used. */
export function definitionError({ message, hint }: DefinitionProblem): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_CONFIG_INVALID', message, hint, exitCode: ExitCode.config });
}
