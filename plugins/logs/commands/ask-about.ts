import type { CommandHandler } from 'devmgr/plugin-api';
import { Chat } from 'devmgr/plugin-api/contracts/chat';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import type { LogsTab } from '../tab/logs-tab.js';
import { entryExcerpt } from '../view/entry-excerpt.js';
import { entrySummary } from '../view/entry-summary.js';
import { viewCommand } from './view-command.js';

const titleCells = 80;

/** Puts the entry under the cursor, or the newest, with a few around it into a question of the chat. The person sends it. */
export function askAbout(tab: LogsTab): CommandHandler {
  const { context, log } = tab.parts;
  return viewCommand(
    tab,
    async (view) => {
      const entry = view.current();
      if (!entry) return;
      const part = { title: titleOf(entry, tab), text: entryExcerpt(entry, log, context.text) };
      const isBad = entry.level === 'error' || entry.level === 'warn';
      const text = isBad ? 'Why does this happen, and how is it fixed?' : 'What does this mean?';
      (await context.services.require(Chat)).ask({ text, parts: [part] });
    },
    (view) => (view.current() ? undefined : 'There is no entry to ask about'),
  );
}

/** `api: ValueError: negative quantity`. */
function titleOf({ source, message }: LogEntry, { parts }: LogsTab): string {
  const { text } = parts.context;
  const line = text
    .clean(`${source}: ${entrySummary(message).text}`)
    .replaceAll('\n', ' ')
    .trim();
  return text.truncate(line, titleCells);
}
