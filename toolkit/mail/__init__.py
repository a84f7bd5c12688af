"""EDGE: letters as messages, drafts and calendar files, and the way to the mail server."""
