import type { CliContribution } from 'devmgr/plugin-api';

export type CompletionShell = 'bash' | 'zsh';

const GLOBAL_FLAGS = ['--project', '--json', '--verbose', '--help'];

/** A script that completes words, their first argument's choices and flags; anything else falls back to files. */
export function completionScript(shell: CompletionShell, words: readonly CliContribution[]): string {
  const cases = words.map((word) => `    ${word.name}) words="${candidates(word).join(' ')}" ;;`).join('\n');
  const names = [...words.map((word) => word.name), '--help', '--version'].join(' ');
  const head = shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : '';
  return `# devmgr completion for ${shell}: add  source <(devmgr completion ${shell})  to your ~/.${shell}rc
${head}_devmgr() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${names}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _devmgr devmgr
`;
}

/** Names are letters, digits and dashes (the manifest's shape), choices are checked here: the script is run by a shell. */
function candidates(word: CliContribution): string[] {
  const choices = (word.arguments ?? [])
    .flatMap((argument) => argument.choices ?? [])
    .filter((text) => /^[\w.-]+$/.test(text));
  return [...choices, ...(word.flags ?? []).map((flag) => `--${flag.name}`), ...GLOBAL_FLAGS];
}
