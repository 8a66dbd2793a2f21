import { Store } from 'devmgr/plugin-api';
import type { Key } from '../../widgets/widget.js';
import type { ChromeParts } from '../chrome-parts.js';
import type { Pane } from '../grid/pane.js';
import type { KeyTaker } from '../input/route-key.js';
import { createPaintBox, type BoxPlace, type PaintBox } from '../paint-box.js';
import type { TabCreator, TabInfo } from '../ui.js';
import { NoticeCard } from './notice-card.js';
import { failedNotice, errorNotice, loadingNotice, stoppedNotice, type Notice } from './notices.js';
import { TabContent } from './tab-content.js';

export type TabState = 'empty' | 'loading' | 'error' | 'content';

/** One tab's area: what its plugin put there, or a card that says why there is nothing. */
export class TabPage implements KeyTaker {
  readonly info: TabInfo;
  readonly #parts: ChromeParts;
  readonly #box: PaintBox;
  readonly #contentBox: PaintBox;
  readonly #cardBox: PaintBox;
  readonly #card: NoticeCard;
  readonly #isVisible: Store<boolean>;
  readonly #size: Store<{ readonly width: number; readonly height: number }>;
  #state: TabState = 'empty';
  #creator: TabCreator | undefined;
  #content: TabContent | undefined;

  constructor(parts: ChromeParts, info: TabInfo) {
    this.#parts = parts;
    this.info = info;
    // Listeners are the plugin's: what they throw is reported and stops nothing.
    const report = (error: unknown) => parts.onError(`Tab ${info.title}`, error);
    this.#isVisible = new Store(false, report);
    this.#size = new Store({ width: 0, height: 0 }, report);
    this.#card = new NoticeCard(loadingNotice(info.title));
    const place = { top: 0, left: 0, width: 1, height: 1 };
    this.#box = createPaintBox({ terminal: parts.terminal, place }, () => undefined);
    const inside = { terminal: parts.terminal, place, parent: this.#box.element };
    this.#contentBox = createPaintBox(inside, () => undefined);
    this.#cardBox = createPaintBox(inside, (canvas) => this.#card.paint(canvas));
    this.#cardBox.onPointer((event) => {
      if (!parts.isCovered(event)) this.#card.onPointer(event);
    });
    this.#box.show(false);
  }

  get state(): TabState {
    return this.#state;
  }

  /** A card that offers to try again is on. */
  get canRetry(): boolean {
    return this.#state === 'error' && this.#card.notice.retry !== undefined;
  }

  retry(): void {
    if (this.canRetry) this.#card.notice.retry?.();
  }

  get focused(): Pane | undefined {
    return this.#shown?.focused;
  }

  get stops(): number {
    return this.#shown?.stops ?? 0;
  }

  /** Attaches the tab to the screen or takes it off: what is not seen costs nothing. */
  setVisible(visible: boolean): void {
    this.#box.show(visible);
    this.#isVisible.set(visible);
    if (visible) this.#fill();
    this.#content?.visibleChanged();
  }

  attach(attached: boolean): void {
    this.#box.show(attached);
  }

  setPlace(place: BoxPlace): void {
    this.#box.setPlace(place);
    const inside = { top: 0, left: 0, width: place.width, height: place.height };
    this.#contentBox.setPlace(inside);
    this.#cardBox.setPlace(inside);
    const { width, height } = this.#size.get();
    if (width !== place.width || height !== place.height) this.#size.set({ width: place.width, height: place.height });
  }

  /** Called before every frame while the tab is visible. */
  layOut(): void {
    const content = this.#shown;
    content?.layOut();
    const hasContent = content !== undefined && !content.isBlank;
    this.#contentBox.show(hasContent);
    this.#cardBox.show(!hasContent);
  }

  mount(creator: TabCreator): void {
    const before = this.#takeContent();
    this.#creator = creator;
    this.#setState('loading', loadingNotice(this.info.title));
    void before?.release();
    this.#fill();
  }

  showLoading(): void {
    if (!this.#shown) this.#setState('loading', loadingNotice(this.info.title));
  }

  showError(error: { readonly message: string; readonly hint?: string | undefined }, retry?: () => void): void {
    this.#setState('error', errorNotice(error, retry));
  }

  async unmount(): Promise<void> {
    const content = this.#takeContent();
    this.#creator = undefined;
    if (this.#state !== 'error') this.#setState('empty', stoppedNotice(this.info.title));
    await content?.release();
  }

  async dispose(): Promise<void> {
    await this.unmount();
    for (const box of [this.#cardBox, this.#contentBox, this.#box]) box.dispose();
  }

  onKey(key: Key): boolean {
    return this.#shown ? (this.focused?.onKey(key) ?? false) : this.#card.onKey(key);
  }

  claimsKey(key: Key): boolean {
    return this.#shown ? (this.focused?.claimsKey(key) ?? false) : false;
  }

  takesText(): boolean {
    return this.focused?.takesText() ?? false;
  }

  onPaste(text: string): void {
    this.focused?.onPaste(text);
  }

  stepFocus(step: 1 | -1): void {
    this.#shown?.stepFocus(step);
  }

  get #shown(): TabContent | undefined {
    return this.#state === 'content' ? this.#content : undefined;
  }

  /** Runs the creator, once, as soon as the tab is seen. */
  #fill(): void {
    if (!this.#creator || this.#content || !this.#isVisible.get()) return;
    const creator = this.#creator;
    const content = new TabContent(this.#parts, {
      where: `Tab ${this.info.title}`,
      parent: this.#contentBox.element,
      isVisible: this.#isVisible,
      size: this.#size,
    });
    this.#content = content;
    this.#state = 'content';
    content.fill(creator, (error) => this.#failed(content, creator, error));
    this.#parts.contextChanged();
  }

  #failed(content: TabContent, creator: TabCreator, error: unknown): void {
    if (this.#content !== content) return;
    this.#parts.onError(`Tab ${this.info.title}`, error);
    this.#content = undefined;
    this.#setState(
      'error',
      failedNotice(this.info.title, error, () => this.mount(creator)),
    );
    void content.release();
  }

  #takeContent(): TabContent | undefined {
    const content = this.#content;
    this.#content = undefined;
    return content;
  }

  #setState(state: TabState, notice: Notice): void {
    this.#state = state;
    this.#card.notice = notice;
    this.#parts.contextChanged();
    this.#parts.terminal.requestFrame();
  }
}
