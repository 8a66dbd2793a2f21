/** A request as it stands in the panes of the client. */
export interface ClientDraft {
  readonly method: string;
  readonly path: string;
  /** A line each: `name=value` for what goes into path and query, `Name: value` for headers; `#` begins a comment. */
  readonly fields: string;
  readonly body: string;
  /** `application/json`, ... */
  readonly contentType: string;
}

export const EMPTY_DRAFT: ClientDraft = {
  method: 'GET',
  path: '/',
  fields: '',
  body: '',
  contentType: 'application/json',
};
