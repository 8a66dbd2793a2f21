#!/bin/sh
# tree.sh LEVELS: prints its pid, starts WIDTH (1) more of itself a level down, by way of VIA (nothing), and stays.
# With IGNORE set it ignores SIGTERM.
[ -z "$IGNORE" ] || trap '' TERM
echo $$
if [ "$1" -gt 1 ]; then
  for turn in $(seq "${WIDTH:-1}"); do
    $VIA sh "$0" $(($1 - 1)) &
  done
fi
while :; do sleep 1; done
