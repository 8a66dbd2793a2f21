const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|\btrue\b|\bfalse\b|\bnull\b/g;
/** What a person would not see in the code, or that would turn its direction. */
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const WORDS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** A Python literal of a text. */
export function pythonText(text: string): string {
  return JSON.stringify(text).replace(INVISIBLE, escaped);
}

/** A Python literal of a JSON text; numbers stay as they were written. */
export function pythonValue(json: string): string {
  return json.replace(JSON_TOKEN, (token) => WORDS[token] ?? pythonText(JSON.parse(token) as string));
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
