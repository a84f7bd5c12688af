"""EDGE: new workbooks as bytes, by XlsxWriter. No paths, no clock: same content, same bytes.

Reading order: ``content`` (what a workbook is made from) · ``layout`` and ``house_style`` (what it
looks like, both data) · ``area`` → its sheets (``action_grid``, ``goals``, ``measures``,
``table_sheet``, ``read_me``) · ``plan_book`` · ``summary`` → ``summary_*`` · ``counting`` (the live
formulas) · ``book`` (the one door to XlsxWriter's workbook).
"""
