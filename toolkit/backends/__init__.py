"""EDGE. The places where people edit, one kind a folder or file; see ``ports.backend``."""
