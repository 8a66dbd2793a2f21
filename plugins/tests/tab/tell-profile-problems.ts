import type { PluginContext } from 'devmgr/plugin-api';
import type { TestProfiles } from '../profiles/test-profile.js';

/** Tells what is wrong in the settings of profiles, each time that it is asked and something else is. */
export function tellProfileProblems(
  { screen }: Pick<PluginContext, 'screen'>,
  profiles: Pick<TestProfiles, 'problems'> | undefined,
): () => void {
  let told = '';
  return () => {
    const [first, ...more] = profiles?.problems() ?? [];
    const all = [first, ...more].map((problem) => problem?.message).join('\n');
    const isNews = all !== told;
    told = all;
    if (!first || !isNews) return;
    const others = more.length > 0 ? ` ${more.length} more: devmgr test --profiles lists them.` : '';
    screen.notify({ severity: 'warning', message: first.message, hint: `${first.hint}${others}` });
  };
}
