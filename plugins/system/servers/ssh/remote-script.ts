import { shellQuote } from './shell-quote.js';

export interface RemoteRun {
  /** What a line that is for us begins with. */
  readonly token: string;
  /** Of this server of this project of this machine: letters and digits. The next start finds by it what an earlier one has left. */
  readonly id: string;
  /** Between the signal and SIGKILL. */
  readonly graceMs: number;
  readonly signal: string;
}

export interface RemoteStart extends RemoteRun {
  /** `undefined`: where ssh begins. */
  readonly folder: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Words of sh, quoted already. */
  readonly command: string;
}

/**
 * What runs on the other machine, in POSIX sh: it ends what an earlier connection has left, starts the server in a session of its own, tells
 * its pid, and ends it with all that it has started when it is told to (a line `stop`) or when the connection is gone. Lines for us: `connected`, `cleared
 * PID`, `started PID`, `exited CODE`, `no-folder`.
 */
export function remoteStartScript(start: RemoteStart): string {
  return [
    prelude(start),
    'say connected',
    'clear_left',
    ...enterFolder(start.folder),
    ...exports(start.env),
    LAUNCHER,
    `run ${start.command} 3<&- &`,
    'pid=$!',
    'mkdir -p "$dir" 2>/dev/null && (umask 077; printf "%s\\n" "$pid" "$(born "$pid")" "$(boot)" >"$file") 2>/dev/null',
    'say started "$pid"',
    // The connection is its life line: whoever closes it closes this.
    '( while IFS= read -r word; do case $word in stop) break;; esac; done; finish "$pid" ) <&3 >/dev/null 2>&1 3<&- &',
    'reader=$!',
    'exec 3<&-',
    // A signal ends `wait` as well.
    'while :; do wait "$pid" 2>/dev/null; code=$?; kill -0 "$pid" 2>/dev/null || break; done',
    'finish "$pid"',
    'rm -f "$file"',
    'kill "$reader" 2>/dev/null',
    'say exited "$code"',
    'exit "$code"',
  ].join('\n');
}

/** Ends what is left there, and says `clean`. */
export function remoteClearScript(run: RemoteRun): string {
  return [prelude(run), 'clear_left', 'say clean'].join('\n');
}

/** A handler that does nothing is, other than an ignored signal, not inherited by what is started. */
function prelude({ token, id, graceMs, signal }: RemoteRun): string {
  return [
    'trap : HUP INT TERM QUIT PIPE',
    'unset CDPATH',
    'exec 3<&0 0</dev/null',
    `signal=${shellQuote(signal.replace(/^SIG/, ''))}`,
    `ticks=${Math.max(1, Math.ceil(graceMs / 100))}`,
    'dir=${XDG_CACHE_HOME:-$HOME/.cache}/devmgr/ssh',
    `file=$dir/${shellQuote(id)}`,
    `say() { printf '%s\\n' ${shellQuote(token)}" $*"; }`,
    FUNCTIONS,
  ].join('\n');
}

/**
 * `alive`: the group or the process is there. `born`: when a process began; with the pid it names one process of a boot. A group whose first
 * process is gone keeps its number as long as it has members.
 */
const FUNCTIONS = `
alive() { kill -0 -- "-$1" 2>/dev/null || kill -0 "$1" 2>/dev/null; }
send() { kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "$2" 2>/dev/null; }
nap() { sleep 0.1 2>/dev/null || sleep 1; }
finish() {
  alive "$1" || return 0
  send "$signal" "$1"
  n=$ticks
  while [ "$n" -gt 0 ] && alive "$1"; do nap; n=$((n - 1)); done
  alive "$1" && send KILL "$1"
  n=20
  while [ "$n" -gt 0 ] && alive "$1"; do nap; n=$((n - 1)); done
}
born() {
  if [ -r "/proc/$1/stat" ]; then sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20
  else ps -o lstart= -p "$1" 2>/dev/null; fi
}
boot() { cat /proc/sys/kernel/random/boot_id 2>/dev/null || sysctl -n kern.boottime 2>/dev/null; }
clear_left() {
  [ -r "$file" ] || return 0
  { IFS= read -r old; IFS= read -r was; IFS= read -r up; } <"$file"
  rm -f "$file"
  [ "$up" = "$(boot)" ] && [ -n "$old" ] && alive "$old" || return 0
  now=$(born "$old")
  if [ -z "$now" ] || [ "$now" = "$was" ]; then finish "$old"; say cleared "$old"; fi
}
`.trim();

/** Where neither setsid nor perl is there only the process itself is signalled. */
const LAUNCHER = `
if command -v setsid >/dev/null 2>&1; then run() { exec setsid "$@"; }
elif command -v perl >/dev/null 2>&1; then run() { exec perl -e 'setpgrp(0, 0); exec { $ARGV[0] } @ARGV or exit 127' "$@"; }
else run() { exec "$@"; }
fi`.trim();

function enterFolder(folder: string | undefined): readonly string[] {
  if (folder === undefined || folder === '' || folder === '~') return [];
  const path = folder.startsWith('~/') ? `"$HOME"/${shellQuote(folder.slice(2))}` : shellQuote(folder);
  return [`cd -- ${path} 2>/dev/null || { say no-folder; exit 96; }`];
}

/** What is no name of a variable cannot be given. */
function exports(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    /^[A-Za-z_]\w*$/.test(name) ? [`export ${name}=${shellQuote(value)}`] : [],
  );
}
