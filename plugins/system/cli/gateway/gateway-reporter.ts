import type { CliInvocation, Disposable, PluginContext } from 'devmgr/plugin-api';
import type { GatewaySettings } from '../../gateway/gateway-settings.js';
import type { CallRecord } from '../../gateway/record/call-record.js';
import { homePath } from '../../providers/home-path.js';
import { callLine } from './call-line.js';
import { GatheredLines } from './gathered-lines.js';

interface Started {
  readonly url: string;
  /** Where it is open to others. */
  readonly host: string | undefined;
  readonly tokenPath: string;
  readonly settings: GatewaySettings;
}

/** Says what becomes of a gateway: sentences for people, or with `--json` a document a line. */
export interface GatewayReporter extends Disposable {
  started(about: Started): void;
  /** Said within a moment, together with others. */
  /** What is wrong with the settings, as far as it showed later. */
  warned(problems: readonly string[]): void;
  called(call: CallRecord): void;
  /** `running`: calls that go on. */
  stopping(running: number): void;
}

export function gatewayReporter(
  { json, stdout, stderr }: CliInvocation,
  { text, log, env, workspace, clock }: Pick<PluginContext, 'text' | 'log' | 'env' | 'workspace' | 'clock'>,
): GatewayReporter {
  const say = (line: string) => stdout.write(`${text.redact(text.clean(line))}\n`);
  const document = (value: object) => stdout.write(`${text.redact(JSON.stringify(value))}\n`);
  const warn = (line: string) => {
    log.warn(line);
    stderr.write(`! ${text.redact(text.clean(line))}\n`);
  };
  const calls = new GatheredLines(clock, (lines) => stdout.write(text.redact(lines)));
  return {
    started({ url, host, tokenPath, settings }) {
      log.info(`The gateway listens at ${url}`);
      if (host !== undefined) warn(OPEN(host));
      settings.problems.forEach(warn);
      if (json) return document({ type: 'started', url, pid: process.pid, tokenPath, record: settings.record });
      for (const line of usage(url, workspace.name, homePath(tokenPath, env))) say(line);
      if (settings.record === 'texts') say('Prompts and answers are kept: devmgr gateway log');
    },
    warned: (problems) => problems.forEach(warn),
    called(call) {
      const line = callLine(call, text, clock.now());
      if (call.outcome === 'failed') log.warn(line);
      else log.info(line);
      if (!json) return calls.add(line);
      const { sent: _sent, said: _said, ...rest } = call;
      calls.add(JSON.stringify({ type: 'call', ...rest }));
    },
    stopping(running) {
      log.info('The gateway ends');
      calls.flush();
      if (json) return document({ type: 'stopping', running });
      if (running === 0) return say('The gateway ends');
      say(
        `The gateway ends when ${running === 1 ? 'the call that goes on has' : `the ${running} calls that go on have`} ended; Ctrl-C again ends it at once`,
      );
    },
    dispose: () => calls.dispose(),
  };
}

const OPEN = (host: string) =>
  `The gateway is open to others (--host ${host}): whoever has its token uses your keys, and what is sent is not encrypted`;

function usage(url: string, project: string, tokenPath: string): readonly string[] {
  return [
    `Gateway of ${project} at ${url} (Ctrl-C ends it). Its token is in ${tokenPath}`,
    `  export OPENAI_BASE_URL=${url}/v1 OPENAI_API_KEY=$(devmgr gateway token --show)`,
    `  export ANTHROPIC_BASE_URL=${url} ANTHROPIC_API_KEY=$(devmgr gateway token --show)`,
  ];
}
