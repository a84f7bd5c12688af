"""PURE. Counts and coverage first: what the plan's figures are, and the cells the tool works out.

Reading order: ``figures`` (what a roll-up holds) · the modules that count it.
"""
