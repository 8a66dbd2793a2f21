import type { ProcessExit } from 'devmgr/plugin-api';

/** The process of the local model ended though it was asked something. */
export class HostEnded extends Error {
  readonly exit: ProcessExit;

  constructor(exit: ProcessExit) {
    super(`the process of the model ${describe(exit)}`);
    this.name = 'HostEnded';
    this.exit = exit;
  }
}

function describe(exit: ProcessExit): string {
  switch (exit.kind) {
    case 'exited':
      return `ended with code ${exit.code}`;
    case 'signalled':
      return `was ended by ${exit.signal}`;
    case 'not-started':
      return `could not be started: ${exit.error.message}`;
  }
}
