import type { CommandHandler } from 'devmgr/plugin-api';
import type { TestProfile } from '../profiles/test-profile.js';
import type { CommandParts } from './command-parts.js';
import { runCommand } from './run-command.js';

/** Asks for a profile and runs it. */
export function pickProfile({ runs, options, screen }: CommandParts): CommandHandler {
  return {
    ...runCommand(runs, () => options.get()),
    async run(invocation) {
      const items = (options.profiles?.list() ?? []).map((profile) => ({
        label: profile.name,
        detail: profile.description ?? describe(profile),
        isCurrent: profile.name === (options.texts.get().profile || 'all'),
        value: profile.name,
      }));
      const kind = await screen.pick({ title: 'Run a profile', items });
      if (kind !== undefined) await runCommand(runs, () => ({ ...options.get(), kind })).run(invocation);
    },
  };
}

function describe({ paths, markers, keyword, args }: TestProfile): string {
  const said = [paths?.join(' '), markers && `-m "${markers}"`, keyword && `-k "${keyword}"`, args.join(' ')];
  return said.filter(Boolean).join(' ');
}
