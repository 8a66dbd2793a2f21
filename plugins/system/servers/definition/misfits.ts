import type { FieldProblem } from './fields/field.js';
import type { ServerDefinition } from './server-definition.js';
import { serverFieldNames, type ServerFields, type ServerTable } from './server-table.js';

type Kind = ServerDefinition['runs']['kind'];
type Key = keyof ServerFields;

const APP_ONLY: readonly Key[] = ['factory', 'appDir', 'python', 'uvicornArgs'];
const RUN_ONLY: readonly Key[] = [
  'host',
  'port',
  'cwd',
  'env',
  'envFiles',
  'dependsOn',
  'reload',
  'watch',
  'restart',
  'stop',
  'ssh',
  'traceTests',
];

/** What is right by itself, and does not fit to the rest of the table. */
export function misfits(table: ServerTable, kind: Kind): readonly FieldProblem[] {
  const unfit = (keys: readonly Key[], problem: string, hint: string): FieldProblem[] =>
    keys.flatMap((key) => (table[key] === undefined ? [] : { at: serverFieldNames[key], problem, hint }));
  return [
    ...(table.app !== undefined && table.command !== undefined
      ? [{ at: '', problem: 'names app and command', hint: 'Keep one of them.' }]
      : []),
    ...(kind === 'app' ? [] : unfit(APP_ONLY, 'is for applications that uvicorn serves', 'Take it out, or name app.')),
    ...(kind === 'url'
      ? unfit(
          RUN_ONLY,
          'has no effect: what has only a url is watched, not run',
          'Take it out, or name app or command.',
        )
      : []),
    ...reloadMisfits(table, kind),
    ...traceMisfits(table, kind),
    ...healthMisfits(table, kind),
  ];
}

function reloadMisfits({ reload, watch, ssh }: ServerTable, kind: Kind): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (kind === 'url') return [];
  if (kind === 'command' && reload === 'handover')
    problems.push({ at: 'reload', problem: 'must be true or "restart" for a command', hint: 'Write reload = true.' });
  if (reload && watch === false)
    problems.push({ at: 'watch', problem: 'is false, and reload is not', hint: 'Take one of them out.' });
  if (ssh !== undefined && (reload || watch))
    problems.push({
      at: watch ? 'watch' : 'reload',
      problem: 'has no effect over ssh: files of the other machine are not watched',
      hint: 'Let the program there do it: uvicorn-args = ["--reload"].',
    });
  return problems;
}

function traceMisfits({ traceTests, ssh, port, url }: ServerTable, kind: Kind): FieldProblem[] {
  const at = serverFieldNames.traceTests;
  if (!traceTests || kind === 'url') return [];
  if (kind === 'app') return [{ at, problem: 'is for commands: an app is always traced', hint: 'Take it out.' }];
  if (ssh !== undefined) return [{ at, problem: 'has no effect over ssh', hint: 'Take one of them out.' }];
  if (port !== undefined || url !== undefined) return [];
  return [{ at, problem: 'needs to know where the server listens', hint: 'Name its port or its url.' }];
}

function healthMisfits({ health, port, url }: ServerTable, kind: Kind): FieldProblem[] {
  const probe = health?.probe;
  const isAnswer = health?.status !== undefined || health?.body !== undefined || health?.headers !== undefined;
  const hasPlace = kind !== 'command' || port !== undefined || url !== undefined;
  if (isAnswer && probe?.kind !== 'http')
    return [{ at: 'health', problem: 'says what is answered, and not to what', hint: 'Add http = "/health".' }];
  if (kind === 'url' && (probe?.kind === 'process' || probe?.kind === 'log'))
    return [
      { at: 'health', problem: 'needs a process, and what has only a url is not run', hint: 'Write health = "/".' },
    ];
  const isNowhere =
    (probe?.kind === 'http' && probe.path.startsWith('/')) || (probe?.kind === 'tcp' && probe.port === undefined);
  return isNowhere && !hasPlace
    ? [{ at: 'health', problem: 'needs to know where the server listens', hint: 'Name its port or its url.' }]
    : [];
}
