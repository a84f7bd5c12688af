"""PURE. What the report and *Needs you* say, as blocks and lines; formats are an edge."""
