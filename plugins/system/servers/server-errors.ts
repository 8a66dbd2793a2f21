import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';

/** A start of what runs already. */
export function alreadyRuns(state: Extract<ServerState, { status: 'starting' | 'running' }>): DevmgrError {
  const message = `${state.name} is ${state.status} already${state.url === '' ? '' : ` at ${state.url}`}`;
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_ALREADY_RUNS',
    message,
    hint: `Restart it: devmgr server restart ${state.name}`,
  });
}

/** An application that is not written as `module:attribute`. */
export function badTarget(app: string): DevmgrError {
  const message = `"${app}" names no application`;
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message,
    hint: 'Write it as module:attribute, like app.main:app',
    exitCode: ExitCode.usage,
  });
}

/** A name that no server of the project has. */
export function unknownServer(name: string, names: readonly string[], near?: string): DevmgrError {
  const meant = near === undefined ? '' : `Did you mean ${near}? `;
  const hint =
    names.length > 0
      ? `${meant}Servers of this project: ${names.join(', ')}`
      : 'Name the application: --app module:attribute';
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `No server is called "${name}"`,
    hint,
    exitCode: ExitCode.usage,
  });
}

/** A project without applications; `tried` tells where they were looked for. */
export function nothingFound(tried: readonly string[]): DevmgrError {
  const code = 'PLUGIN_SYSTEM_NO_APP' as const;
  const message = `No FastAPI application was found. Tried:\n${tried.map((line) => `  ${line}`).join('\n')}`;
  const hint =
    'Name it with --app module:attribute, or in pyproject.toml: [tool.fastapi] entrypoint = "module:attribute"';
  return new DevmgrError({ code, message, hint, exitCode: ExitCode.config });
}

/** A server that was not started because another one, which it needs, is not as it should be. `reason`: goes on after its name. */
export function dependencyFailed(name: string, needed: string, reason: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_DEPENDENCY_FAILED',
    message: `${name} was not started: ${needed}, which it depends on, ${reason}`,
    hint: `See what ${needed} says: devmgr logs --source ${needed}`,
    exitCode: ExitCode.unavailable,
  });
}
