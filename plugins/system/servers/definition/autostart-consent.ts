import { createHash } from 'node:crypto';
import type { Memento, Screen, TextTools } from 'devmgr/plugin-api';
import { autostartText, type StartSettings } from './autostart-text.js';
import { cutLines } from './cut-lines.js';
import type { ServerDefinition } from './server-definition.js';

export interface AutostartConsentParts {
  readonly state: Memento;
  readonly screen: Pick<Screen, 'pick' | 'size'>;
  readonly text: Pick<TextTools, 'redact' | 'hiddenCharacters' | 'width'>;
  /** Whatever else says what is run: it counts as the definitions do. */
  readonly settings: StartSettings;
}

type Answer = 'start' | 'not-now' | 'never';

const KEY = 'autostart-consent';
/** Of the definitions that a person agreed to last: branches of a project may differ in them. */
const MOST_KEPT = 20;
/** Cells beside the text of a row in a list, and those of the widest. */
const AROUND = 10;
const WIDEST = 130;

/**
 * Whether servers may be started of which the project's files say something: a project is somebody else's. A person is asked once for exactly
 * these definitions; what they run may change without a question. Remembered for the project, also that it is never to be asked again.
 */
export async function mayAutostart(
  servers: readonly ServerDefinition[],
  parts: AutostartConsentParts,
): Promise<boolean> {
  const { state, settings } = parts;
  const known = readConsent(state.get(KEY));
  const digest = startDigest(servers, settings);
  if (known.agreed.includes(digest)) return true;
  if (known.never) return false;
  const answer = await ask(servers, parts);
  if (answer === 'never') await state.set(KEY, { ...known, never: true });
  if (answer === 'start') await state.set(KEY, { ...known, agreed: [digest, ...known.agreed].slice(0, MOST_KEPT) });
  return answer === 'start';
}

/** The same for the same servers and settings, and for no others. */
export function startDigest(servers: readonly ServerDefinition[], settings: StartSettings): string {
  const sorted = [...servers].sort((a, b) => (a.name < b.name ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([sorted, settings]))
    .digest('hex');
}

// The cursor begins here: somebody may be typing when the question comes.
const NOT_NOW = { label: 'Not now', detail: 'asked again', isCurrent: true, value: 'not-now' } as const;
const NEVER = { label: 'Never for this project', detail: 'started by hand only', value: 'never' } as const;

/** In two steps: nobody agrees to what was never on the screen. */
async function ask(servers: readonly ServerDefinition[], parts: AutostartConsentParts): Promise<Answer> {
  const some = servers.length === 1 ? 'a server' : `${servers.length} servers`;
  const answer = await parts.screen.pick<Answer | 'look'>({
    title: `This project wants to start ${some} with the screen`,
    items: [
      { label: 'Show what would run', detail: servers.map(({ name }) => name).join(', '), value: 'look' },
      NOT_NOW,
      NEVER,
    ],
  });
  return answer === 'look' ? askShowing(servers, parts) : (answer ?? 'not-now');
}

/** Whoever chooses a line has not chosen yet. */
async function askShowing(servers: readonly ServerDefinition[], parts: AutostartConsentParts): Promise<Answer> {
  const { screen, settings, text } = parts;
  const cells = Math.max(20, Math.min(screen.size.get().width, WIDEST) - AROUND);
  const lines = servers.flatMap((server) => autostartText(server, settings, text));
  const answer = await screen.pick<Answer | 'look'>({
    title: 'Start this with the screen?',
    items: [
      { label: 'Start', detail: 'until it changes', value: 'start' },
      NOT_NOW,
      NEVER,
      ...lines.flatMap((line) => cutLines(line, cells, text)).map((label) => ({ label, value: 'look' as const })),
    ],
  });
  return answer === 'look' ? askShowing(servers, parts) : (answer ?? 'not-now');
}

function readConsent(value: unknown): { readonly agreed: readonly string[]; readonly never: boolean } {
  const { agreed, never } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const digests = Array.isArray(agreed) ? agreed.filter((each): each is string => typeof each === 'string') : [];
  return { agreed: digests, never: never === true };
}
