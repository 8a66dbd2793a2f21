import type { KnownTest } from '../../book/known-test.js';

/** What the details are about. */
export type DetailSubject =
  | { readonly kind: 'test'; readonly id: string }
  /** A folder, a file, a class, or a test with all its parameters. `tests` is asked for when they are shown. */
  | {
      readonly kind: 'group';
      /** Unique among groups: a path, or a path with `::`. */
      readonly id: string;
      readonly tests: () => readonly KnownTest[];
    }
  /** A file that could not be collected. */
  | { readonly kind: 'problem'; readonly path: string };

/** Whether both are about the same. */
export function isSameSubject(a: DetailSubject | undefined, b: DetailSubject | undefined): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(subject: DetailSubject | undefined): string {
  if (!subject) return '';
  return `${subject.kind} ${subject.kind === 'problem' ? subject.path : subject.id}`;
}
