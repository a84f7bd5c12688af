"""What the workflows need from the outside, one contract a file. Typing only: no input, no output.

``clock``, ``files``, ``content`` (the machine) · ``history``, ``commit``, ``journal`` (what is
remembered) · ``backend``, ``planned_write`` (where people edit).
"""
