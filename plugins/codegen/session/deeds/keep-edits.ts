import type { SessionDesk } from '../session-desk.js';

/** Has the history keep what the person changed in an answer, in its own time. */
export function keepEdits(desk: SessionDesk): void {
  const { generation, reviews } = desk.now;
  if (!generation) return;
  const answered = new Map(generation.files.map(({ path, after }) => [path, after]));
  const edited = reviews.filter(({ path, after }) => answered.has(path) && answered.get(path) !== after);
  const files = edited.map(({ path, after }) => ({ path, text: after }));
  void desk.keep((history) => history.markEdited(generation.id, files));
}
