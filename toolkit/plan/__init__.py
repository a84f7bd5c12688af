"""PURE. The adopted plan: from its document to tables, and back to areas → goals → actions as a
read-only view for roll-ups and reports.

Reading order: ``adopt`` (document → schema and tables) · ``view`` (tables → Plan).
"""
