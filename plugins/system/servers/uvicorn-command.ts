import type { ProcessOptions } from 'devmgr/plugin-api';
import type { ServerDefinition } from './server-definition.js';

export interface UvicornOptions {
  readonly python: string;
  readonly root: string;
  readonly host: string;
  readonly port: number;
  readonly reload: boolean;
  readonly args: readonly string[];
}

/** The process that serves an application: `python -m uvicorn ...`, in the project's root. */
export function uvicornCommand(server: ServerDefinition, options: UvicornOptions): ProcessOptions {
  const { python, root, host, port, reload, args } = options;
  return {
    title: server.name,
    command: python,
    args: [
      ...['-m', 'uvicorn', server.target, '--host', host === '' ? '0.0.0.0' : host, '--port', String(port)],
      // Always given: uvicorn before 0.19 and PYTHONSAFEPATH leave the working folder out of sys.path.
      ...['--app-dir', server.searchPath],
      ...(server.factory ? ['--factory'] : []),
      ...(reload ? ['--reload'] : []),
      ...args,
    ],
    cwd: root,
    env: { PYTHONUNBUFFERED: '1' },
    logSource: server.name,
  };
}
