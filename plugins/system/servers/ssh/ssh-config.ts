import type { Clock, Processes } from 'devmgr/plugin-api';

/** What the person's settings of ssh say of a machine. */
export interface SshConfig {
  /** Its name or address for the network; `ssh` may know it by another. */
  readonly hostname: string;
  /** The settings forward ports of their own with every connection. */
  readonly hasForwards: boolean;
}

const ASK_MS = 5_000;

/** Asks `ssh -G`, which connects to nobody. What an older ssh does not tell is taken from what the machine is called here. */
export async function askSshConfig(
  host: string,
  { processes, clock }: { readonly processes: Pick<Processes, 'spawn'>; readonly clock: Clock },
): Promise<SshConfig> {
  const lines: string[] = [];
  const child = processes.spawn({
    title: `settings of ssh for ${host}`,
    command: 'ssh',
    args: ['-G', '--', host],
    ignoreLine: (text) => lines.push(text) > 0,
  });
  const timer = clock.setTimeout(() => void child.stop(), ASK_MS);
  await child.exit;
  void timer.dispose();
  const hostname = lines.find((line) => line.startsWith('hostname '))?.slice('hostname '.length);
  return {
    hostname: hostname ?? host.split('@').at(-1) ?? host,
    hasForwards: lines.some((line) => /^(?:local|remote|dynamic)forward /.test(line)),
  };
}
