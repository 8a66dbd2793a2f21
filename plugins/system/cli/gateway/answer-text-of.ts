interface Answer {
  readonly error?: { readonly message?: string };
  readonly choices?: readonly { readonly message?: { readonly content?: string | null }; readonly text?: string }[];
  readonly content?: readonly { readonly type: string; readonly text?: string }[];
}

/** What a whole answer says to a person, in whichever format; JSON as it is where it says nothing. */
export function answerTextOf(body: string): string {
  let answer: Answer;
  try {
    answer = JSON.parse(body) as Answer;
  } catch {
    return body;
  }
  if (answer.error?.message !== undefined) return answer.error.message;
  const [choice] = answer.choices ?? [];
  const blocks = answer.content?.filter(({ type }) => type === 'text').map(({ text = '' }) => text);
  const text = choice?.message?.content ?? choice?.text ?? blocks?.join('');
  return text === undefined || text === '' ? body : text;
}
