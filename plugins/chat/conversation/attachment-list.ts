import type { Attachment } from './conversation.js';

/** With one more, in the place of the same file; another one of the same title is numbered. */
export function withAttachment(all: readonly Attachment[], added: Attachment): readonly Attachment[] {
  const same = all.findIndex(({ path }) => path !== undefined && path === added.path);
  if (same >= 0) return all.with(same, { ...added, title: all[same]?.title ?? added.title });
  const titles = new Set(all.map(({ title }) => title));
  let title = added.title;
  for (let number = 2; titles.has(title); number++) title = `${added.title} (${number})`;
  return [...all, { ...added, title }];
}
