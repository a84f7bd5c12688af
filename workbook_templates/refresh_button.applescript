-- Written by "actiongrid install-button". Excel may only start scripts that stand in this folder.
-- It starts refresh.sh of the Action Grid tool and hands its answer back to the Refresh button.
on refresh(request)
	set starter to (POSIX path of (path to home folder)) & "Library/Application Support/ActionGrid/refresh.sh"
	try
		return do shell script "/bin/sh " & quoted form of starter & " " & quoted form of request without altering line endings
	on error problem
		return "ERROR" & tab & problem
	end try
end refresh
