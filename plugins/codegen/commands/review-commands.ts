import type { DiffHunk } from 'devmgr/plugin-api';
import { reviewedLine, reviewedText } from '../review/reviewed-text.js';
import type { HunkDecision } from '../review/file-review.js';
import { shownReview, type CodegenState } from '../session/codegen-state.js';
import { textsUnderReview } from '../session/texts-under-review.js';
import { busyReason, onTab, type CommandParts, type Handlers, type OpenTab } from './command-parts.js';
import { saveQuestions } from './save-questions.js';

/** Looking through a change, editing and saving it; by the names of the commands after the plugin's id. */
export function reviewCommands(parts: CommandParts): Handlers {
  return { ...decisionCommands(parts), ...fileCommands(parts), ...codeCommands(parts), ...savingCommands(parts) };
}

function decisionCommands(parts: CommandParts): Handlers {
  const onHunk = (act: (tab: OpenTab, hunk: DiffHunk) => void) =>
    onTab(
      parts,
      (tab) => tab.view.hunk && act(tab, tab.view.hunk),
      (_, { view }) => (view.hunk ? undefined : 'There is no change to decide on'),
    );
  const decide = (decision: HunkDecision) =>
    onHunk(({ session, view }, { id }) => {
      session.decide(id, decision);
      view.selectNext(id);
    });
  const decideAll = (decision: HunkDecision) => onHunk(({ session }) => session.decideAll(decision));
  return {
    'accept-hunk': decide('accepted'),
    'drop-hunk': decide('rejected'),
    'accept-file': decideAll('accepted'),
    'drop-file': decideAll('rejected'),
  };
}

function fileCommands(parts: CommandParts): Handlers {
  const several = ({ reviews }: CodegenState) => (reviews.length > 1 ? undefined : 'There is no other file');
  const step = (by: 1 | -1) =>
    onTab(
      parts,
      ({ session }) => {
        const { at, reviews } = session.state.get();
        session.show((at + by + reviews.length) % reviews.length);
      },
      several,
    );
  return {
    'next-file': step(1),
    'previous-file': step(-1),
    'choose-file': onTab(
      parts,
      async ({ session }) => {
        const { reviews, at } = session.state.get();
        const picked = await parts.context.screen.pick({
          title: 'Files of the answer',
          items: reviews.map((review, index) => ({
            label: review.path,
            detail: review.before === undefined ? 'new file' : `${review.hunks.length} hunks`,
            isCurrent: index === at,
            value: index,
          })),
        });
        if (picked !== undefined) session.show(picked);
      },
      several,
    ),
  };
}

function codeCommands(parts: CommandParts): Handlers {
  return {
    'edit-code': onTab(
      parts,
      ({ session, view }) => {
        const review = shownReview(session.state.get());
        if (review) view.startEdit(review.path, reviewedText(review), reviewedLine(review, view.hunk?.id));
      },
      (state) => busyReason(state) ?? (shownReview(state) ? undefined : 'There is no code to edit yet'),
    ),
    'end-edit': onTab(
      parts,
      ({ session, view }) => {
        const edited = view.endEdit();
        if (edited) session.edit(edited);
      },
      (_, { view }) => (view.isEditing ? undefined : 'Nothing is being edited'),
    ),
    copy: onTab(
      parts,
      ({ session }) => {
        const state = session.state.get();
        const review = shownReview(state);
        const { screen, text } = parts.context;
        screen.copy(text.clean(review ? reviewedText(review) : (state.generation?.answer ?? '')));
        screen.notify({ severity: 'info', message: `Copied ${review?.path ?? 'the answer'}` });
      },
      ({ generation }) => (generation ? undefined : 'There is no code to copy yet'),
    ),
  };
}

function savingCommands(parts: CommandParts): Handlers {
  const { screen, manifest } = parts.context;
  const questions = saveQuestions(screen);
  return {
    save: onTab(
      parts,
      async ({ session, view }) => {
        const edited = view.endEdit();
        if (edited) session.edit(edited);
        if (textsUnderReview(session.state.get().reviews).length === 0)
          return screen.notify({
            severity: 'info',
            message: 'There is nothing to save: nothing differs from the disk',
          });
        await showMerged({ session, view }, await session.save(questions));
      },
      (state) => busyReason(state) ?? (state.reviews.length > 0 ? undefined : 'Nothing was generated yet'),
    ),
    'save-hunk': onTab(
      parts,
      async ({ session, view }) => {
        if (view.hunk) await showMerged({ session, view }, await session.saveHunk(view.hunk.id, questions));
      },
      (state, { view }) => busyReason(state) ?? (view.hunk ? undefined : 'There is no hunk to save'),
    ),
    'undo-save': onTab(parts, ({ session }) => session.undo(questions), busyReason),
  };

  /** What was brought together is looked at, where it is in conflict in the editor. */
  async function showMerged({ session, view }: OpenTab, { merged }: Awaited<ReturnType<OpenTab['session']['save']>>) {
    const [first] = [...merged].sort((a, b) => b.conflicts - a.conflicts);
    if (!first) return;
    const { reviews } = session.state.get();
    const at = reviews.findIndex(({ path }) => path === first.path);
    session.show(at);
    const review = reviews[at];
    if (!review) return;
    if (first.conflicts > 0) view.startEdit(review.path, reviewedText(review));
    screen.notify({
      severity: first.conflicts > 0 ? 'warning' : 'info',
      message:
        first.conflicts > 0
          ? `${first.path} has ${first.conflicts === 1 ? 'a conflict' : `${first.conflicts} conflicts`}: choose between the marks`
          : `Both changes of ${first.path} were brought together`,
      hint: `Ctrl-S saves it. Nothing was written by ${manifest.title} yet.`,
    });
  }
}
