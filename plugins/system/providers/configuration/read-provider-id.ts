export interface ProviderIdReading {
  /** `undefined`: the table is not read. */
  readonly id: string | undefined;
  /** A line to be told. */
  readonly problem?: string;
}

export interface ProviderIds {
  /** Whether there is a provider of that id. */
  readonly isThere: (id: string) => boolean;
  /** Whether the same settings have a table of that id. */
  readonly isTaken: (id: string) => boolean;
}

/** The id that stands over a table. A provider that there is, written in capitals, is meant. */
export function readProviderId(name: string, { isThere, isTaken }: ProviderIds): ProviderIdReading {
  if (isRight(name)) return { id: name };
  const place = JSON.stringify(`system.providers.${name.slice(0, 60)}`);
  if (name === 'local') {
    const problem = `${place} is not read: the name belongs to the models that run inside devmgr. Take another`;
    return { id: undefined, problem };
  }
  const lower = name.toLowerCase();
  if (isRight(lower) && isThere(lower) && !isTaken(lower))
    return { id: lower, problem: `${place} is read as system.providers.${lower}: write it so` };
  const rule = 'a provider is named with lower-case letters, digits and dashes, at most 40';
  return { id: undefined, problem: `${place} is not read: ${rule}${proposal(lower)}` };
}

function isRight(id: string): boolean {
  // `constructor` is in every object that somebody may keep providers in by their id.
  return id !== 'local' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 40 && !(id in {});
}

function proposal(name: string): string {
  const id = name
    .slice(0, 40)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return isRight(id) ? `. Write system.providers.${id}` : '';
}
