import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';

/** The name after the action. Throws `DEVMGR_USAGE` without one. */
export function modelName({ args }: CliInvocation, example: string): string {
  const [action = '', name] = args;
  if (name !== undefined && name !== '') return name;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `Which model to ${action}?`,
    hint: `Name it, for example: devmgr models ${action} ${example}. All names: devmgr models list`,
    exitCode: ExitCode.usage,
  });
}
