"""What the workflows need from the outside, one contract a file. Typing only: no input, no output.

``clock``, ``files``, ``places``, ``content`` (the machine) · ``history``, ``commit``, ``journal``
(what is remembered) · ``backend``, ``planned_write``, ``drawn``, ``enclosed``, ``online``,
``online_sheets`` (where people edit) · ``book_maker``, ``plan_reader``, ``report_writer``,
``mailer``, ``refreshed``, ``check`` (what is read and made).
"""
