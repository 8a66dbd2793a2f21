import type { CliInvocation, CliKeys, Disposable } from 'devmgr/plugin-api';
import type { WatchWish } from '../watch/watch-model.js';

export interface WatchKeyActions {
  wish(wish: WatchWish): void;
  /** Ends the run that is on. */
  stop(): void;
  /** Says something below what is there. */
  say(words: string): void;
  quit(): void;
}

/** What can be pressed. */
export const watchKeyHint = 'a all · f failed · p pattern · Enter again · s stop · ? keys · q quit';

const help = `a      run all tests
f      run those that failed
p      run those whose names match a pattern, once: a change then runs what it concerns again
Enter  run the last ones again
s      stop the run that is on
q      end`;

const wishes: Readonly<Record<string, WatchWish>> = {
  a: { kind: 'all' },
  f: { kind: 'failed' },
  enter: { kind: 'again' },
};

/** Acts on the keys of a person who watches; without a terminal there are none. Until it is disposed. */
export function watchKeys(
  { openKeys, openDialogue }: Pick<CliInvocation, 'openKeys' | 'openDialogue'>,
  { wish, stop, say, quit }: WatchKeyActions,
): Disposable {
  let isOver = false;
  let keys: CliKeys | undefined;
  const open = () => {
    if (isOver || !openKeys) return;
    keys = openKeys();
    keys.onDidPress((key) => {
      const wanted = wishes[key];
      if (wanted) wish(wanted);
      else if (key === 's') stop();
      else if (key === '?') say(help);
      else if (key === 'q') quit();
      else if (key === 'p') void askPattern();
    });
  };
  const askPattern = async () => {
    if (!openDialogue) return;
    await keys?.dispose();
    const dialogue = openDialogue();
    const reply = await dialogue.ask('names that match (as -k): ');
    await dialogue.dispose();
    const pattern = reply.kind === 'line' ? reply.text.trim() : undefined;
    if (pattern) wish({ kind: 'pattern', pattern });
    if (pattern === '') say('no pattern · a runs all');
    if (reply.kind === 'end') quit();
    open();
  };
  open();
  return {
    dispose() {
      isOver = true;
      return keys?.dispose();
    },
  };
}
