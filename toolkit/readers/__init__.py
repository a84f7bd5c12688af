"""Readers of plan documents: one format each, chosen by a file's ending and first bytes."""
