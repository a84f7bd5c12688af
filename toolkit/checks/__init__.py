"""PURE. Every check a person would want before a board reads the plan: rows in, findings out.

One check a file. Reading order: ``finding`` (what a check says) · ``evidence`` (what it may look
at) · any check · ``registry`` (the list) · ``run``.
"""
