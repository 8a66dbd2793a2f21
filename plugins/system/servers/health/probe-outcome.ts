/** What one look at a server's health gave. */
export type ProbeOutcome =
  | {
      readonly kind: 'good';
      readonly latencyMs: number;
      /** What was asked: a path or URL, or in words what else was looked at; see `describeLook`. */
      readonly path: string;
      /** Nothing was asked that takes time: the latency says nothing. */
      readonly unmeasured?: true | undefined;
    }
  /** `answered`: something spoke, but not well. Without it a server that was never well is still starting. */
  | { readonly kind: 'bad'; readonly answered: boolean; readonly reason: string };
