"""EDGE. What is kept on disk: history, the workspace, the lock, YAML files."""
