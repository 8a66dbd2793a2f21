import type { SessionDesk } from '../session-desk.js';

/** Has the history keep what the person changed in an answer, in its own time. */
export function keepEdits(desk: SessionDesk): void {
  const { generation, reviews } = desk.now;
  if (!generation) return;
  const answered = new Map(generation.files.map(({ path, after }) => [path, after]));
  const edited = reviews.filter(({ path, after }) => answered.has(path) && answered.get(path) !== after);
  void desk.parts.engine().then(
    ({ history }) =>
      history.markEdited(
        generation.id,
        edited.map(({ path, after }) => ({ path, text: after })),
      ),
    // Without it nothing could have been generated: that was told.
    () => undefined,
  );
}
