import type { DiffHunk, Tab } from 'devmgr/plugin-api';
import type { OpenTab } from '../commands/command-parts.js';
import { CodegenSession } from '../session/codegen-session.js';
import { followIndex } from './follow-index.js';
import { keepDraft } from './kept-draft.js';
import type { ScreenParts } from './register-screen.js';
import { showStatus } from './show-status.js';
import { tellDroppedRequest } from './tell-dropped-request.js';
import { CodegenTab } from './codegen-tab.js';
import { tellHistoryProblem } from './tell-history-problem.js';

/** The session and what is seen of it; both go with the tab. */
export function openTab({ context, engine, choice }: ScreenParts, tab: Tab): OpenTab {
  const { clock, log, config } = context;
  const told = tab.own(tellHistoryProblem(engine, context));
  const session = tab.own(
    new CodegenSession({
      ...{ clock, log, choice, engine: told.engine },
      settings: () => ({
        rounds: config.number('rounds'),
        verify: config.string('verify') === 'in-place' ? 'in-place' : 'copy',
      }),
    }),
  );
  tab.own(keepDraft(context, session));
  tab.own(followIndex(context));
  tab.own(showStatus(context, session));
  tab.own(tellDroppedRequest(context, session));
  const toggledHunk = ({ id, decision }: DiffHunk) =>
    session.decide(id, decision === 'rejected' ? 'accepted' : 'rejected');
  const view = new CodegenTab(tab, { context, session, toggledHunk });
  return { session, view };
}
