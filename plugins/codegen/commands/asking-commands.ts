import { busyReason, onTab, type CommandParts, type Handlers } from './command-parts.js';
import { useRequest } from './page-commands.js';
import type { CodegenState } from '../session/codegen-state.js';

/** Having code written, tested and mended; by the names of the commands after the plugin's id. */
export function askingCommands(parts: CommandParts): Handlers {
  const asking = (state: CodegenState) => busyReason(state) ?? missing(state);
  return {
    generate: onTab(
      parts,
      ({ session, view }) => {
        if (view.page === 'request') useRequest({ session, view });
        view.show('code');
        view.focusPane('preview');
        return session.generate();
      },
      asking,
    ),
    'generate-tested': onTab(
      parts,
      ({ session, view }) => {
        view.show('code');
        view.focusPane('preview');
        return session.generateTested();
      },
      asking,
    ),
    regenerate: onTab(
      parts,
      ({ session }) => session.generate(),
      (state) => asking(state) ?? (state.generation ? undefined : 'Nothing was generated yet'),
    ),
    stop: onTab(
      parts,
      ({ session }) => session.stop(),
      ({ work }) => (work ? undefined : 'Nothing is going on'),
    ),
    'run-tests': onTab(parts, ({ session }) => session.runTests(), reviewing),
    fix: onTab(parts, ({ session }) => session.fix(), answered),
    clear: onTab(
      parts,
      ({ session, view }) => {
        session.clear();
        view.focusPane('prompt');
      },
      busyReason,
    ),
  };
}

/** What is not said yet. */
function missing({ target, prompt, targetProblem }: CodegenState): string | undefined {
  if (target.trim() === '') return 'There is no target yet: name the file that the code is for';
  if (targetProblem) return targetProblem.message;
  return prompt.trim() === '' ? 'The prompt is empty: say in it what shall be written' : undefined;
}

function answered(state: CodegenState): string | undefined {
  return busyReason(state) ?? (state.generation ? undefined : 'Nothing was generated yet');
}

function reviewing(state: CodegenState): string | undefined {
  return busyReason(state) ?? (state.reviews.length > 0 ? undefined : 'Nothing was generated yet');
}
