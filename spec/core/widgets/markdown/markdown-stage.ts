import type { MarkdownHandle, MarkdownOptions, MarkdownSection } from 'devmgr/plugin-api';
import { createMarkdown } from '../../../../core/widgets/markdown/create-markdown.js';
import { loadLexer } from '../../../../core/widgets/markdown/text/load-lexer.js';
import { WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';
import { waitFor } from '../../../support/wait-for.js';

/** A markdown widget of some size whose text is one section, or several. */
export async function markdownOf(
  content: string | readonly MarkdownSection[],
  { width = 40, height = 12, ...options }: MarkdownOptions & { width?: number; height?: number } = {},
) {
  await loadLexer();
  const host = new FakeWidgetHost();
  const widget = createMarkdown(options, host);
  const driver = new WidgetDriver<MarkdownHandle>(widget, width + 1, height);
  const shown = () =>
    driver
      .paint()
      .rows()
      .map((row) => row.slice(0, driver.width - 1).trimEnd());
  /** Waits until everything has been laid out, then paints. */
  const settled = async () => {
    for (let before = -1; before !== host.frames; await turn()) {
      before = host.frames;
      driver.paint();
      await turn();
    }
    return shown();
  };
  const say = async (sections: string | readonly MarkdownSection[]) => {
    widget.handle.setSections(typeof sections === 'string' ? [{ id: 'a', text: sections }] : sections);
    return settled();
  };
  await say(content);
  await waitFor(() => driver.paint());
  return { host, widget, driver, text: widget.handle, shown, say, settled };
}

/** Lets what is under way in slices go on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
