"""PURE. Everything kept is a record in a typed table; every change is an edit; the agreed state is
a snapshot. Nothing here knows what an action grid is.

Reading order: ``column``, ``schema`` (what a table is) · ``raw``, ``reading``, ``equality`` (from
what stands in a cell to a typed value) · ``record``, ``snapshot`` (the agreed state) · ``edit``,
``ledger`` (changes to it) · ``stamp``, ``copy`` (a workbook that can be merged) · ``row_id``.
"""
