/** What one look at a server's health gave. */
export type ProbeOutcome =
  | { readonly kind: 'good'; readonly latencyMs: number; readonly path: string }
  /** `answered`: something spoke HTTP, but not well. */
  | { readonly kind: 'bad'; readonly answered: boolean; readonly reason: string };
