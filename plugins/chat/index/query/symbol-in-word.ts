const name = '[\\p{L}_$][\\p{L}\\p{N}_$]*';
const symbol = new RegExp(`^~?${name}(?:(?:\\.|::|->|#)~?${name})*$`, 'u');

/**
 * The name in a word of a query when it looks like one of code: qualified (`OrderRepository.find`, `module::Type`, `obj->x`),
 * of several words (`create_order`, `createOrder`, `HTTPServer`), called (`foo()`) or in backticks.
 */
export function symbolInWord(word: string): string | undefined {
  const bare = word.replace(/^[("'[{<*&@]+/, '').replace(/["'\]}>,;:.?!*]+$/, '');
  const isMarked = /^`[^`]+`?$/.test(bare);
  const unmarked = bare.replaceAll('`', '');
  const called = /^([^(]+)\(/.exec(unmarked)?.[1];
  const candidate = called ?? unmarked.replace(/\)+$/, '');
  if (candidate.length > 200 || !symbol.test(candidate)) return undefined;
  return isMarked || called !== undefined || isCodeName(candidate) ? candidate : undefined;
}

/** `Order`: a class perhaps, when it is not only the first word of a sentence. */
export function capitalisedName(word: string): string | undefined {
  return /^["'(]*(\p{Lu}\p{Ll}[\p{L}\p{N}]+)["'),;:.?!]*$/u.exec(word)?.[1];
}

function isCodeName(text: string): boolean {
  if (/::|->|#/.test(text)) return true;
  if (text.includes('.'))
    return (
      /^[^.]{3}/.test(text) &&
      text
        .split('.')
        .slice(0, -1)
        .every((part) => part.length > 1)
    );
  return /[\p{L}\p{N}]_[\p{L}\p{N}]|^_+\p{L}/u.test(text) || /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}/u.test(text);
}
