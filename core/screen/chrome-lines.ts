import type { Disposable } from 'devmgr/plugin-api';
import type { ChromeParts } from './chrome-parts.js';
import { keyLineSegments } from './lines/key-line.js';
import { LineBar } from './lines/line-bar.js';
import type { StatusItems } from './lines/status-items.js';
import { statusLineSegments, type StatusEntry } from './lines/status-line.js';
import { PROJECT, projectText, tabLineSegments } from './lines/tab-line.js';
import type { Segment } from './lines/segment.js';
import type { ModalHost } from './overlay/modal-host.js';
import type { BoxPlace } from './paint-box.js';
import { lineKeys, type ScreenDeeds } from './screen-keys.js';
import type { TabSet } from './tabs/tab-set.js';
import type { TabInfo } from './ui.js';

export interface ChromeLinesOptions {
  readonly tabs: TabSet;
  readonly infos: readonly TabInfo[];
  readonly status: StatusItems;
  readonly modals: ModalHost;
  readonly deeds: ScreenDeeds;
  readonly project: { readonly name: string; readonly branch: string | undefined };
}

/** Tab line on top; key line and status line at the bottom. */
export class ChromeLines implements Disposable {
  readonly #parts: ChromeParts;
  readonly #options: ChromeLinesOptions;
  readonly #tabLine: LineBar;
  readonly #keyLine: LineBar;
  readonly #statusLine: LineBar;

  constructor(parts: ChromeParts, options: ChromeLinesOptions) {
    this.#parts = parts;
    this.#options = options;
    const onWheel = (step: 1 | -1) => options.deeds.stepTab(step);
    this.#tabLine = new LineBar(parts, { ground: 'bar', segments: (width) => this.#tabSegments(width), onWheel });
    this.#keyLine = new LineBar(parts, { ground: 'default', segments: (width) => this.#keySegments(width) });
    this.#statusLine = new LineBar(parts, { ground: 'bar', segments: (width) => this.#statusSegments(width) });
  }

  /** Places the lines and returns what is left between them; undefined hides them. */
  layOut(size: { readonly width: number; readonly height: number } | undefined): BoxPlace | undefined {
    const bars = [this.#tabLine, this.#keyLine, this.#statusLine];
    for (const bar of bars) bar.box.show(size !== undefined);
    if (!size) return undefined;
    const { width, height } = size;
    [0, height - 2, height - 1].forEach((top, index) => bars[index]?.box.setPlace({ top, left: 0, width, height: 1 }));
    return { top: 1, left: 0, width, height: height - 3 };
  }

  dispose(): void {
    for (const bar of [this.#tabLine, this.#keyLine, this.#statusLine]) bar.dispose();
  }

  #tabSegments(width: number): Segment[] {
    const { tabs, infos, project, deeds } = this.#options;
    const failed = new Set(tabs.pages.filter((page) => page.state === 'error').map((page) => page.info.id));
    const mark = (id: string) => (failed.has(id) ? { text: '✗', style: 'error' as const } : undefined);
    const input = {
      tabs: infos,
      current: tabs.current.get(),
      mark,
      project,
      select: (id: string) => deeds.showTab(id),
    };
    return tabLineSegments(input, width);
  }

  #keySegments(width: number): Segment[] {
    const { catalog } = this.#parts;
    const { modals, tabs, deeds } = this.#options;
    const describe = (id: string) => catalog.describe(id);
    const run = (id: string) => void catalog.run(id, 'mouse');
    if (modals.current) {
      const keys = modals.current.keys.map((key, rank) => ({ ...key, rank, run: undefined }));
      return keyLineSegments({ commands: [], describe, run, typing: false, screenKeys: keys }, width);
    }
    const { page } = tabs;
    const typing = page?.takesText() ?? false;
    const retry = page?.canRetry ? [{ key: 'r', label: 'retry', rank: 2, run: () => page.retry() }] : [];
    const screenKeys = [...retry, ...lineKeys(deeds, { typing, stops: page?.stops ?? 0 })];
    const commands = retry.length > 0 ? [] : catalog.active();
    return keyLineSegments({ commands, describe, run, typing, screenKeys }, width);
  }

  #statusSegments(width: number): Segment[] {
    const { catalog } = this.#parts;
    const entries = this.#options.status.entries((command) => void catalog.run(command, 'mouse'));
    const isAbove = this.#tabSegments(width).some((segment) => segment.id === PROJECT);
    return statusLineSegments(isAbove ? entries : [...entries, this.#projectEntry()], width);
  }

  /** On a narrow screen the project is named at the bottom, when there is room. */
  #projectEntry(): StatusEntry {
    const text = projectText(this.#options.project);
    return { id: PROJECT, align: 'right', priority: Number.NEGATIVE_INFINITY, text };
  }
}
