/**
 * What the watchdog runs, in POSIX sh with no tool that must exist: `sh -c <script> devmgr-watchdog MARKER`.
 *
 * Standard input brings `+ PID`, `- PID` for process groups and `.` when there is nothing left to watch. At the end of
 * the input devmgr is dead: the groups get SIGTERM, and so does what left them (found through /proc or ps by parent,
 * group and session, on Linux also by MARKER in the environment); two seconds later what is left gets SIGKILL.
 */
export const watchdogScript = String.raw`
trap '' HUP INT QUIT TERM TSTP
marker=$1
groups=' '

while read -r what pid; do
  case $what in
    +) groups="$groups$pid " ;;
    -) case $groups in *" $pid "*) groups="\${groups%% $pid *} \${groups#* $pid }" ;; esac ;;
    .) exit 0 ;;
  esac
done

# Prints "pid parent group session" of every living process.
table() {
  if [ -r /proc/self/stat ]; then
    for dir in /proc/[0-9]*; do
      { read -r stat < "$dir/stat"; } 2>/dev/null || continue
      # The name in parentheses may hold anything: fields count from the last parenthesis.
      set -- \${stat##*) }
      case $1 in [ZX]) ;; ?) echo "\${dir#/proc/} $2 $3 $4" ;; esac
    done
  else
    ps -A -o pid= -o ppid= -o pgid= -o stat= | while read -r pid parent group state; do
      case $state in Z*) ;; *) echo "$pid $parent $group 0" ;; esac
    done
  fi
}

# Sets members to all living pids that belong to the groups, and outsiders to those in none of them.
look() {
  ids="$groups$outsiders"
  if [ -r /proc/self/environ ]; then
    for file in $(grep -lF "$marker" /proc/[0-9]*/environ); do
      file=\${file#/proc/}
      ids="$ids\${file%/environ} "
    done
  fi
  all=$(table)
  members=' ' outsiders=' ' before=
  # Without /proc and ps only the groups are known.
  [ -n "$all" ] || for group in $groups; do kill -0 -"$group" && members="$members$group "; done
  while [ "$before" != "$members" ]; do
    before=$members
    while read -r pid parent group session; do
      case $members in *" $pid "*) continue ;; esac
      case $ids in *" $pid "* | *" $parent "* | *" $group "* | *" $session "*) ;; *) continue ;; esac
      members="$members$pid " ids="$ids$pid "
      case $groups in *" $group "*) ;; *) outsiders="$outsiders$pid " ;; esac
    done <<END
$all
END
  done
}

signal() {
  for group in $groups; do kill -"$1" -"$group"; done
  for pid in $outsiders; do kill -"$1" "$pid"; done
}

# Ended children that nobody has waited for count as alive here: then the grace is used up, no more.
any_left() {
  for group in $groups; do kill -0 -"$group" && return 0; done
  for pid in $outsiders; do kill -0 "$pid" && return 0; done
  return 1
}

outsiders=' '
look
signal TERM
signal CONT
for turn in 1 2 3 4 5 6 7 8 9 10; do
  any_left || break
  sleep 0.2 || sleep 1
done
for turn in 1 2 3 4 5; do
  look
  [ "$members" = ' ' ] && exit 0
  signal KILL
  sleep 0.1 || sleep 1
done
`.replaceAll('\\$', '$');
