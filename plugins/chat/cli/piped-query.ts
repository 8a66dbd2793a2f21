import { TextEnds } from './text-ends.js';

/** Characters of each end of what is piped in. An error is there: a query has no use for more. */
const endRoom = 8_000;

/** What is piped in, to its end, of a long text both ends (`room`: characters of each); empty when nothing comes. */
export async function pipedQuery(lines: AsyncIterable<string>, room = endRoom): Promise<string> {
  const ends = new TextEnds(room);
  for await (const line of lines) ends.add(line);
  return ends.text.trim();
}
