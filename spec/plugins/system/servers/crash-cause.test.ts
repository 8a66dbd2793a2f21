import { expect, it } from 'vitest';
import { crashCause } from '../../../../plugins/system/servers/crash-cause.js';

it.each<[string, string[], ReturnType<typeof crashCause>]>([
  [
    'an import error',
    [
      '  File "/usr/lib/python3/dist-packages/uvicorn/main.py", line 9, in main',
      '  File "/p/app/main.py", line 3, in <module>',
      '    import x',
      "ModuleNotFoundError: No module named 'x'",
      '',
    ],
    { message: "ModuleNotFoundError: No module named 'x'", frame: { path: 'app/main.py', line: 3 } },
  ],
  [
    'a syntax error, and what comes after it',
    [
      '  File "/p/main.py", line 7',
      '    def (',
      'SyntaxError: invalid syntax',
      'sys:1: ResourceWarning: unclosed',
      'bye',
    ],
    { message: 'SyntaxError: invalid syntax', frame: { path: 'main.py', line: 7 } },
  ],
  [
    'an exception of the project',
    ['  File "/p/.venv/lib/x.py", line 1, in f', 'app.errors.NoDatabaseError'],
    { message: 'app.errors.NoDatabaseError', frame: undefined },
  ],
  ['no exception', ['starting', 'cannot open port', ' '], { message: 'cannot open port', frame: undefined }],
  ['nothing', [], { message: undefined, frame: undefined }],
])('reads %s', (_title, lines, expected) => expect(crashCause(lines, '/p')).toEqual(expected));
