import type { StyledText, TextTools } from 'devmgr/plugin-api';
import type { ServerDefinition } from '../../servers/definition/server-definition.js';
import type { RunFacts } from '../../servers/run/server-run.js';
import { shellLine } from './shell-line.js';

/** How a server is run, one line each; secrets in command lines are masked. Before its first start only what its table says is known. */
export function environmentFacts(
  definition: ServerDefinition | undefined,
  facts: RunFacts | undefined,
  text: Pick<TextTools, 'redact'>,
): StyledText[] {
  if (!definition) return [];
  const folder = facts?.cwd ?? definition.cwd;
  const command = facts?.command ?? [];
  const line = (name: string, value: string): StyledText => [
    { text: name.padEnd(9), style: 'muted' },
    { text: text.redact(value) },
  ];
  return [
    ...(facts?.interpreter ? [line('python', pythonText(facts.interpreter))] : []),
    ...(command.length > 0 ? [line('runs', shellLine(command))] : notStarted(definition)),
    ...(facts && facts.equivalent.length > 0 ? [line('like', shellLine(facts.equivalent))] : []),
    line('in', folder),
    ...definition.envFiles.map((file) => line('env file', file)),
    line('from', definition.source),
  ];
}

function pythonText({ version, path }: NonNullable<RunFacts['interpreter']>): string {
  return `${path} (${version})`;
}

function notStarted({ runs }: ServerDefinition): StyledText[] {
  if (runs.kind === 'url')
    return [[{ text: 'runs     ', style: 'muted' }, { text: 'somewhere else: it is only watched' }]];
  if (runs.kind === 'command') return [[{ text: 'runs     ', style: 'muted' }, { text: shellLine(runs.command) }]];
  return [[{ text: 'runs     ', style: 'muted' }, { text: 'the command line is known after the first start' }]];
}
