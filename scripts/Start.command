#!/bin/sh
# Double-click: installs the tool and runs it on the IMEC plan.
cd "$(dirname "$0")/.." || exit 1
python3 scripts/start.py
printf '\nPress Return to close. '
read -r _
