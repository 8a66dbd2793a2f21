import { describe, expect, it } from 'vitest';
import type { ManagedProcess, ProcessOptions } from '../../../plugin-api/index.js';
import { runner, written } from './runner.js';

function script(code: string): ProcessOptions {
  return {
    title: 'script',
    command: process.execPath,
    args: ['-e', `const fs = require('fs'); ${code}`],
    sideChannel: true,
  };
}

async function received(child: ManagedProcess): Promise<string[]> {
  const lines: string[] = [];
  child.onDidReceive((line) => lines.push(line));
  await child.exit;
  return lines;
}

const channel = 'Number(process.env.DEVMGR_CHANNEL_FD)';

describe('the side channel', () => {
  it('carries lines apart from stdout, the last one also without a newline', async () => {
    await using test = await runner();
    const child = test.processes.spawn(script(`console.log('out'); fs.writeSync(${channel}, '{"a":1}\\n{"b":2}')`));
    expect(await received(child)).toEqual(['{"a":1}', '{"b":2}']);
    expect(written(child)).toEqual(['out']);
  });

  it('keeps lines far longer than those of stdout', async () => {
    await using test = await runner();
    const text = `fs.writeFileSync(${channel}, 'x'.repeat(3_000_000) + '\\nnext\\n')`;
    expect((await received(test.processes.spawn(script(text)))).map((line) => line.length)).toEqual([3_000_000, 4]);
  });

  it('cuts a line at 16 MB', async () => {
    await using test = await runner();
    const text = `for (let i = 0; i < 17; i++) fs.writeFileSync(${channel}, 'x'.repeat(1024 * 1024))`;
    const lines = await received(test.processes.spawn(script(text)));
    expect(lines.map((line) => line.length)).toEqual([16 * 1024 * 1024 - 2]);
  });

  it('keeps the lines of several processes apart', async () => {
    await using test = await runner();
    const writer = `for (let i = 0; i < 200; i++) fs.writeSync(3, process.argv[1].repeat(3000) + '\\n')`;
    const code = `
      const { spawn } = require('child_process');
      const code = 'const fs = require("fs");' + ${JSON.stringify(writer)};
      for (const letter of 'abcd') spawn(process.execPath, ['-e', code, letter], { stdio: ['ignore', 1, 2, 3] });`;
    const lines = await received(test.processes.spawn(script(code)));
    expect(lines.filter((line) => !/^(a+|b+|c+|d+)$/.test(line) || line.length !== 3000)).toEqual([]);
    const counts = [...'abcd'].map((letter) => lines.filter((line) => line.startsWith(letter)).length);
    expect(counts).toEqual([200, 200, 200, 200]);
  });

  it('is read to its end before the exit settles', async () => {
    await using test = await runner();
    const text = `for (let i = 0; i < 20000; i++) fs.writeSync(${channel}, i + '\\n'); process.kill(process.pid, 'SIGKILL')`;
    const child = test.processes.spawn(script(text));
    expect((await received(child)).at(-1)).toBe('19999');
    expect(await child.exit).toMatchObject({ signal: 'SIGKILL', forced: false });
  });
});
