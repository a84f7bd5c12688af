@echo off
rem Double-click: installs the tool and runs it on the IMEC plan.
cd /d "%~dp0.."
where py >nul 2>nul && (py -3 scripts\start.py) || (python scripts\start.py)
pause
