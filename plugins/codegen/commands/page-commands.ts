import { DevmgrError } from 'devmgr/plugin-api';
import type { GenerationHistory } from '../history/generation-history.js';
import type { CodegenState } from '../session/codegen-state.js';
import { busyReason, onTab, type CommandParts, type Handlers, type OpenTab } from './command-parts.js';

/** The pages beside the code: the request, earlier generations, the bake-off; by the names of the commands after the plugin's id. */
export function pageCommands(parts: CommandParts): Handlers {
  return { ...requestCommands(parts), ...historyCommands(parts), ...bakeOffCommands(parts) };
}

function requestCommands(parts: CommandParts): Handlers {
  const { screen } = parts.context;
  return {
    'show-request': onTab(
      parts,
      ({ session, view }) => {
        const { written, plan } = session.state.get();
        const shown = written ?? plan?.written;
        if (shown) view.showRequest(shown);
      },
      ({ plan, written, planProblem }) =>
        written || plan
          ? undefined
          : (planProblem?.message ?? 'Target or prompt is empty: name the file, and say what shall be written'),
    ),
    'use-request': onTab(parts, ({ session, view }) => {
      useRequest({ session, view });
      const isEdited = session.state.get().written !== undefined;
      screen.notify({
        severity: 'info',
        message: isEdited ? 'Your edited request is used' : 'Nothing of the request was changed',
        hint: isEdited ? 'Ctrl-G sends it, as long as file, prompt and context stay as they are.' : 'Ctrl-G sends it.',
      });
      view.show('code');
      view.focusPane('preview');
    }),
    'drop-request': onTab(parts, ({ session, view }) => {
      session.setWritten(undefined);
      const { plan } = session.state.get();
      if (plan) view.showRequest(plan.written);
    }),
  };
}

/** What stands on the page of the request is what is sent, where it was changed. */
export function useRequest({ session, view }: Pick<OpenTab, 'session' | 'view'>): void {
  const { written, plan } = session.state.get();
  const shown = written ?? plan?.written;
  const { system, user } = view.readRequest();
  if (system !== shown?.system || user !== shown.user) session.setWritten({ system, user });
}

function historyCommands(parts: CommandParts): Handlers {
  const { screen } = parts.context;
  const chosen = (_: CodegenState, { view }: OpenTab) =>
    view.generationId === undefined ? 'No generation is selected' : undefined;
  return {
    'show-history': onTab(parts, ({ view }) => view.show('history')),
    'open-generation': onTab(
      parts,
      async ({ session, view }) => {
        const generation = await (await session.history()).open(view.generationId ?? '');
        if (!generation)
          return screen.notify({ severity: 'warning', message: 'This generation cannot be read any more' });
        await session.openGeneration(generation);
        view.show('code');
        view.focusPane('preview');
      },
      (state, tab) => busyReason(state) ?? chosen(state, tab),
    ),
    'remove-generation': onTab(
      parts,
      async ({ session, view }) => {
        const id = view.generationId;
        if (id === undefined) return;
        const history = await session.history();
        const ids = await rowOf(history, id);
        const isSure = await screen.confirm({ ...removing(ids.length), action: 'Remove' });
        if (isSure) for (const each of ids) await history.remove(each);
      },
      chosen,
    ),
    'export-history': onTab(parts, async ({ session }) => {
      const path = await screen.prompt({ title: 'Export saved generations as JSONL', value: 'generations.jsonl' });
      if (path === undefined || path.trim() === '') return;
      const count = await session.exportHistory(path.trim());
      screen.notify({
        severity: count === 0 ? 'warning' : 'success',
        message: count === 0 ? 'No saved generation to export' : `Exported ${count} to ${path.trim()}`,
      });
    }),
  };
}

/** All answers that a line of the list stands for. */
async function rowOf(history: Pick<GenerationHistory, 'list'>, id: string): Promise<readonly string[]> {
  const rows = await history.list({ inRows: true });
  return rows.find((row) => row.id === id)?.ids ?? [id];
}

function removing(answers: number): { readonly title: string; readonly detail: string } {
  return answers === 1
    ? { title: 'Remove this generation?', detail: 'Its prompt and its answer are lost. Saved files stay as they are.' }
    : {
        title: `Remove all ${answers} answers?`,
        detail: `Their prompt and all ${answers} answers to it are lost. Saved files stay as they are.`,
      };
}

function bakeOffCommands(parts: CommandParts): Handlers {
  return {
    'show-bake-off': onTab(parts, async ({ view }, { signal }) => {
      const { readyModels } = await import('./choose-model.js');
      view.showBakeOff(await readyModels(parts.context, signal));
    }),
    'mark-model': onTab(
      parts,
      ({ view }) => view.toggleEntry(),
      (state) => busyReason(state),
    ),
    'run-bake-off': onTab(
      parts,
      async ({ session, view }) => {
        const models = view.markedModels;
        if (models.length < 2) {
          throw new DevmgrError({
            code: 'DEVMGR_USAGE',
            message: 'A bake-off needs two models or more',
            hint: 'Mark them with Space',
          });
        }
        await session.compare(models, { tests: true });
      },
      (state) => {
        if (state.target.trim() === '' || state.prompt.trim() === '')
          return 'Target or prompt is empty: name the file, and say what shall be written';
        return busyReason(state);
      },
    ),
    'open-entry': onTab(
      parts,
      ({ session, view }) => {
        if (!view.entry?.generation) return;
        session.openEntry(view.entry);
        view.show('code');
        view.focusPane('preview');
      },
      (state, { view }) =>
        busyReason(state) ?? (view.entry?.generation ? undefined : 'This model has written nothing yet'),
    ),
  };
}
