import type { Secrets } from 'devmgr/plugin-api';

/** Every one costs a look at each line; tests that make random ones would add them without end. */
const most = 200;

/** Has values masked in all that devmgr shows and logs from now on: the first some hundred. */
export function learnSecrets(secrets: Pick<Secrets, 'add'>): (value: string) => void {
  const known = new Set<string>();
  return (value) => {
    if (known.size === most || known.has(value)) return;
    known.add(value);
    secrets.add(value);
  };
}
