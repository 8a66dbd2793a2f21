/** How one setting is read. `problem` goes on after its name: `must be true or false`. */
export type SettingField = (value: unknown) => { readonly value: unknown } | { readonly problem: string };

const LONGEST = 500;

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;
}

/** `shape`, if given, is what the text must match; `what` says so to a person. */
export function textField(what = 'must be a text', shape = /^/): SettingField {
  return (value) => (isText(value) && shape.test(value.trim()) ? { value: value.trim() } : { problem: what });
}

export function flagField(value: unknown): ReturnType<SettingField> {
  return typeof value === 'boolean' ? { value } : { problem: 'must be true or false' };
}

/** A number of things: 0 or more. */
export function countField(value: unknown): ReturnType<SettingField> {
  return Number.isSafeInteger(value) && Number(value) >= 0
    ? { value }
    : { problem: 'must be a whole number, 0 or more' };
}

/** Tokens that a model reads or writes. */
export function tokensField(value: unknown): ReturnType<SettingField> {
  return Number.isSafeInteger(value) && Number(value) >= 256 && Number(value) <= 100_000_000
    ? { value }
    : { problem: 'must be a number of tokens, such as 32768' };
}

/** One of the words; several may mean the same. */
export function choiceField(meanings: Readonly<Record<string, string>>): SettingField {
  const words = new Map(Object.entries(meanings));
  const problem = `must be one of ${[...words.keys()].join(', ')}`;
  return (value) => {
    const meaning = typeof value === 'string' ? words.get(value) : undefined;
    return meaning === undefined ? { problem } : { value: meaning };
  };
}
