import { ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { TestProfile, TestProfiles } from '../profiles/test-profile.js';

interface Parts {
  readonly profiles: TestProfiles;
  readonly context: Pick<PluginContext, 'text'>;
}

/** `devmgr test --profiles`: what `--kind` knows, a line each. Exit 1: something of the settings is wrong. */
export function printProfiles({ profiles, context }: Parts, { stdout, stderr, json }: CliInvocation): number {
  const [all, problems] = [profiles.list(), profiles.problems()];
  const { clean, width } = context.text;
  if (json) {
    stdout.write(`${JSON.stringify({ profiles: all.map(toDocument), problems })}\n`);
  } else {
    const widest = Math.max(...all.map(({ name }) => width(name)));
    for (const profile of all) {
      const name = stdout.paint('strong', profile.name.padEnd(widest));
      const origin = profile.origin === undefined ? '' : stdout.paint('muted', `  ${clean(profile.origin)}`);
      stdout.write(`${name}  ${clean(describeProfile(profile))}${origin}\n`);
    }
    for (const { message, hint } of problems) stderr.write(`${clean(message)}\n  ${clean(hint)}\n`);
  }
  return problems.length > 0 ? ExitCode.notGood : ExitCode.ok;
}

/** Variables by their names only: they may hold secrets. */
function toDocument({ env, ...profile }: TestProfile) {
  return { ...profile, env: Object.keys(env) };
}

/** What a profile does, in a line: its own words, and what it sets. */
function describeProfile(profile: TestProfile): string {
  const { description, paths, markers, keyword, args, workers, env, failFast, failedFirst, coverage } = profile;
  const parts = [
    description,
    paths && `in ${paths.join(' ')}`,
    markers && `-m ${quoted(markers)}`,
    keyword && `-k ${quoted(keyword)}`,
    args.length > 0 && args.map(quoted).join(' '),
    workers !== undefined && `workers ${workers}`,
    ...Object.keys(env).map((name) => `${name}=…`),
    failFast && 'fail fast',
    failedFirst && 'failed first',
    coverage && 'coverage',
  ];
  return parts.filter((part) => part).join(' · ');
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
