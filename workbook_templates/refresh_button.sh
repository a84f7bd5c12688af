#!/bin/sh
# Written by "actiongrid install-button". The Refresh button of Excel for Mac comes in here.
# $1: id of the plan, id of the workbook and the mark of this press, divided by tabs.
# Prints the answer for the button; nothing when the tool is not set up for that plan.
plan=$(printf '%s' "$1" | cut -f1)
replica=$(printf '%s' "$1" | cut -f2)
mark=$(printf '%s' "$1" | cut -f3)
launcher="${0%/*}/$plan.txt"
[ -f "$launcher" ] || exit 0
answer=$(/bin/sh "$launcher" refresh --result - --replica "$replica" --pressed "$mark" 2>/dev/null)
if [ -n "$answer" ]; then
    printf '%s\n' "$answer"
else
    printf 'ERROR\tthe Action Grid tool could not be started. Run "actiongrid install-button" again.\nEND\t0\n'
fi
