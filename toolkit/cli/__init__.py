"""One click command a file: open the workspace, call one workflow, print text or JSON."""
