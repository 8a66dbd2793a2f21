import { spawn } from 'node:child_process';
import { root } from './root.js';

/**
 * Runs a command to its end and never rejects.
 * Without `stdio` the output is collected, both streams together as they came.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: 'inherit', timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string, stdout: string }>} `code` is 124 after `timeoutMs`, 127 when the
 *   command cannot be started, 128 + n after signal n
 */
export function runCommand(command, args, options = {}) {
  const { cwd = root, env = process.env, stdio, timeoutMs } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', stdio ?? 'pipe', stdio ?? 'pipe'] });
    const collected = { output: '', stdout: '' };
    let timedOut = false;
    const timer = timeoutMs && setTimeout(() => (timedOut = child.kill('SIGKILL')), timeoutMs);
    const end = (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : code, ...collected });
    };
    child.stdout?.setEncoding('utf8').on('data', (text) => (collected.stdout += text));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (collected.output += text));
    }
    child.on('error', (error) => {
      collected.output += error.message;
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? 128 + (signalNumbers[signal] ?? 0)));
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/** Runs one of the project's own tools, by the path of its script below node_modules. */
export function runTool(script, args, options) {
  return runCommand(process.execPath, [`${root}/node_modules/${script}`, ...args], options);
}
