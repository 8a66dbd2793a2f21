import type { DiffHunk } from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { WrittenPrompt } from '../generate/generate-job.js';
import type { Contestant } from './bake-off-page.js';
import type { PageName, PaneName } from './codegen-layout.js';

/** What commands do with the tab. */
export interface CodegenView {
  readonly page: PageName;
  /** What has the keys, or had them last. */
  readonly focused: PaneName;
  /** The item of the context that is selected. */
  readonly item: SentContextItem | undefined;
  /** The hunk that is selected. */
  readonly hunk: DiffHunk | undefined;
  /** The file that is selected in the tree; `undefined`: it is a folder, or none is. */
  readonly treePath: string | undefined;
  readonly isTreeOpen: boolean;
  readonly isEditing: boolean;
  /** Something came of it that can be read. */
  readonly hasResult: boolean;
  /** Of the project. */
  readonly files: readonly { readonly path: string }[];
  focusPane(pane: PaneName): void;
  /** The target has the keys: what is typed comes in the place of the path that stands there. */
  nameTarget(): void;
  toggleTree(): void;
  toggleLarge(): void;
  show(page: PageName): void;
  /** Selects the hunk after this one. */
  selectNext(id: string): void;
  /** `line`: where the cursor stands, counted from zero. */
  startEdit(path: string, text: string, line?: number): void;
  /** Gives back what was written, and the file that it is of. */
  endEdit(): { readonly path: string; readonly text: string } | undefined;
  showRequest(request: WrittenPrompt): void;
  /** As it stands in the editors. */
  readRequest(): WrittenPrompt;
  /** What is selected in the history. */
  readonly generationId: string | undefined;
  showBakeOff(models: readonly Contestant[]): void;
  toggleEntry(): void;
  readonly markedModels: readonly string[];
  /** What is selected in the bake-off, where it takes part. */
  readonly entry: BakeOffEntry | undefined;
}
