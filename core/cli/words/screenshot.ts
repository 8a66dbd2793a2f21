import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { CoreWord } from '../core-words.js';

/** `devmgr screenshot`: the real screen on a terminal of that size that nobody sees, drawn as SVG. */
export const screenshotWord: CoreWord = {
  contribution: {
    name: 'screenshot',
    summary: 'Draw the screen as SVG',
    arguments: [{ name: 'out', summary: 'The SVG file to write', required: true }],
    flags: [
      { name: 'tab', type: 'string', summary: 'Id of the tab to show' },
      { name: 'size', type: 'string', summary: 'Columns x rows', default: '120x40' },
      { name: 'do', type: 'string', summary: 'Keys to press and texts to wait for, in order: "s wait:healthy f2 r"' },
      { name: 'timeout', type: 'number', summary: 'Seconds to wait for one text', default: 60 },
    ],
    examples: ['devmgr screenshot --tab system --do "s wait:healthy" server.svg'],
  },
  handler: (app) => async (invocation: CliInvocation) => {
    const { takeScreenshot } = await import('../../take-screenshot.js');
    const { file, width, height } = await takeScreenshot(app, {
      file: invocation.args[0] ?? '',
      tab: invocation.flags.string('tab'),
      size: invocation.flags.string('size') ?? '120x40',
      script: invocation.flags.string('do') ?? '',
      timeoutMs: (invocation.flags.number('timeout') ?? 60) * 1000,
      signal: invocation.signal,
    });
    invocation.stdout.write(invocation.json ? `${JSON.stringify({ file, width, height })}\n` : `${file}\n`);
    return ExitCode.ok;
  },
};
