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
  [
    'what is no mere information',
    [
      'cannot open port',
      'INFO:     Started server process [7]',
      '2026-11-23 09:00:00,123 [INFO] ready',
      'INFO:     127.0.0.1:47594 - "GET / HTTP/1.1" 200 OK',
      '127.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 12',
    ],
    { message: 'cannot open port', frame: undefined },
  ],
  ['nothing but information', ['INFO:     Application startup complete.'], { message: undefined, frame: undefined }],
  [
    'a fatal error of the interpreter',
    ['Fatal Python error: Segmentation fault', '', '  File "/p/main.py", line 7 in f'],
    { message: 'Fatal Python error: Segmentation fault', frame: { path: 'main.py', line: 7 } },
  ],
  ['nothing', [], { message: undefined, frame: undefined }],
])('reads %s', (_title, lines, expected) => expect(crashCause(lines, '/p')).toEqual(expected));
