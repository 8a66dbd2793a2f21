const longest = 200;

/** The last part of what a client calls a file, without control characters: it is shown and sent to models, and never a path. */
export function safeFileName(text: string): string {
  const last = text.split(/[/\\]/).findLast((part) => part !== '') ?? '';

  const name = last.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '').trim();
  if (name === '' || name === '.' || name === '..') return 'file';
  return name.length <= longest ? name : shortened(name);
}

/** The ending tells what is in it. */
function shortened(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return [...name.slice(0, longest - ending.length)].filter((each) => each.isWellFormed()).join('') + ending;
}
