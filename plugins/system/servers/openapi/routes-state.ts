import type { ApiDescription } from './api-route.js';

/** What is known of the routes of a server. */
export type RoutesState =
  /** Nobody has asked yet. */
  | { readonly kind: 'unknown' }
  /** Being fetched the first time. */
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'known';
      readonly description: ApiDescription;
      /** Where the document is: `/openapi.json`. */
      readonly documentPath: string;
      /** They are from before: the last look failed. */
      readonly problem?: RoutesProblem | undefined;
    }
  | { readonly kind: 'failed'; readonly problem: RoutesProblem };

export interface RoutesProblem {
  readonly message: string;
  readonly hint: string | undefined;
}
