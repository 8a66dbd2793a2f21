import type { ApiDescription } from './api-route.js';
import { readDescription } from './read-description.js';

/** What came of reading the text of a document. */
export type DescriptionAnswer =
  { readonly description: ApiDescription } | { readonly problem: 'not-json' | 'not-openapi'; readonly detail: string };

/** What the thread is given. */
export interface DocumentWorkerData {
  readonly bytes: Uint8Array;
  readonly documentPath: string;
}

/** Reads a document from its bytes, UTF-8. Takes milliseconds for each megabyte. */
export function describeDocument({ bytes, documentPath }: DocumentWorkerData): DescriptionAnswer {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch (error) {
    return { problem: 'not-json', detail: error instanceof Error ? error.message : String(error) };
  }
  const description = readDescription(document, documentPath);
  return description ? { description } : { problem: 'not-openapi', detail: '' };
}
