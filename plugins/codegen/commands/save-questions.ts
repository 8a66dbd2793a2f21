import type { Screen } from 'devmgr/plugin-api';
import type { UndoChoice } from 'devmgr/plugin-api/contracts/project-writer';
import type { SaveDoubts } from '../session/save-doubts.js';
import type { ConflictChoice, SaveQuestions } from '../session/save-questions.js';

const mostProblems = 3;

/** Asks a person on the screen. */
export function saveQuestions(screen: Pick<Screen, 'confirm' | 'pick'>): SaveQuestions {
  return {
    writeProtected: (path, reason) =>
      screen.confirm({ title: `Write ${path}?`, detail: `It is protected: ${reason}.`, action: 'Write it' }),
    writeDoubtful: ({ files, reasons }) =>
      screen.confirm({
        title: files.length > 0 ? 'Save code with problems?' : 'Save it anyway?',
        detail: [...reasons, ...(files.length > 0 ? [problemsText(files)] : [])].join('. '),
        action: 'Save anyway',
      }),
    chooseConflict: (path, exists) =>
      screen.pick<ConflictChoice>({
        title: exists ? `${path} was changed on the disk meanwhile` : `${path} was removed from the disk meanwhile`,
        items: [
          { label: 'Keep the file on the disk', detail: 'drops the generated change', value: 'theirs' },
          { label: 'Write mine over it', detail: 'u takes it back', value: 'mine' },
          { label: 'Merge both', detail: 'nothing is written before you looked at it', value: 'merge' },
        ],
      }),
    chooseUndo: ({ path, exists, isMergeable }) =>
      screen.pick<UndoChoice>({
        title: `${path} ${exists ? 'changed' : 'was removed'} after the save`,
        items: [
          ...(isMergeable
            ? [{ label: 'Merge', detail: 'takes the save back, keeps what came since', value: 'merge' as const }]
            : []),
          { label: 'Leave it as it is', detail: 'the save counts as taken back', value: 'skip' },
          { label: 'Write the old one over it', detail: 'what came since is lost', value: 'overwrite' },
        ],
      }),
  };
}

function problemsText(files: SaveDoubts['files']): string {
  const all = files.flatMap(({ path, problems }) => problems.map(({ line, message }) => `${path}:${line} ${message}`));
  const more = all.length > mostProblems ? ` and ${all.length - mostProblems} more` : '';
  return `${all.slice(0, mostProblems).join('; ')}${more}`;
}
