import { widgets, type EditorHandle, type Tab } from 'devmgr/plugin-api';
import type { WrittenPrompt } from '../generate/generate-job.js';
import { areas } from './codegen-layout.js';

/** The request as a model gets it: to be read, and to be changed before it is sent. */
export class RequestPage {
  readonly system: EditorHandle;
  readonly user: EditorHandle;

  constructor(
    tab: Tab,
    { systemFocusId, userFocusId }: { readonly systemFocusId: string; readonly userFocusId: string },
  ) {
    this.system = tab.grid.set(...areas.system, widgets.editor, {
      title: 'System message',
      focusId: systemFocusId,
      wrap: true,
    });
    this.system.show(false);
    this.user = tab.grid.set(...areas.user, widgets.editor, {
      title: [
        { text: 'User message ' },
        { text: 'Ctrl-S uses it as it stands here, Ctrl-G sends it, Esc leaves', style: 'muted' },
      ],
      focusId: userFocusId,
      wrap: true,
      language: 'markdown',
    });
    this.user.show(false);
  }

  set({ system, user }: WrittenPrompt): void {
    this.system.setText(system);
    this.user.setText(user);
  }

  read(): WrittenPrompt {
    return { system: this.system.text(), user: this.user.text() };
  }
}
