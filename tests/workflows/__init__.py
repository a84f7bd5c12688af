"""Whole use cases on real workbooks in a real folder."""
