"""EDGES: the report in one format each; the same blocks in, bytes out (``ports.report_writer``).

``html`` (with ``html_charts``) · ``markdown``.
"""
