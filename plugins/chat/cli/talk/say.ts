import type { CliInvocation, PluginContext } from 'devmgr/plugin-api';

export interface SayParts {
  readonly invocation: Pick<CliInvocation, 'stderr'>;
  readonly context: Pick<PluginContext, 'text'>;
}

/** Tells a person something beside the answers, each part on a line of its own. */
export function say({ invocation, context }: SayParts, lines: readonly string[]): void {
  invocation.stderr.write(lines.map((line) => `${context.text.clean(line).replaceAll('\n', ' ')}\n`).join(''));
}
