import type { Tab } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { createJobsArea, type JobsArea } from './finetuning/jobs-area.js';
import { createProviderPanes, type ProviderPanes } from './providers/provider-panes.js';
import { createLateServerPages, type LateServerPages } from './server/late-server-pages.js';
import { detailsWidth } from './system-layout.js';
import type { SystemView } from './system-view.js';

/** What the first frame does not show. */
export interface MadeLater {
  readonly pages: LateServerPages;
  readonly provider: ProviderPanes;
  readonly jobs: JobsArea;
}

export interface MakeOptions {
  /** The panes need other heights, or others are shown. */
  readonly place: () => void;
  /** Nothing is shown, and the grid is as it was at first: more panes can be made. */
  readonly clear: () => void;
}

/** Makes the panes; `place` shows them. */
export function makeLatePanes(parts: SystemParts, view: SystemView, tab: Tab, options: MakeOptions): MadeLater {
  options.clear();
  return {
    pages: createLateServerPages(parts, view, tab, options.place),
    provider: createProviderPanes(parts.providers, tab, () => detailsWidth(tab, view.details.get())),
    jobs: createJobsArea(parts.jobs, view, tab, options),
  };
}
