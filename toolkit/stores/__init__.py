"""EDGE. What is kept on disk: history, sources, backups, the workspace, the lock, YAML files.

``history_sqlite`` (with ``history_open``, ``history_tables``, ``history_ledger``,
``history_items``, ``history_baselines``, ``history_journal``) · ``local_files`` (with
``swap_calls``, ``owner_file``, ``workspace_lock``) · ``content_store``, ``backups`` ·
``system_clock`` · ``workspace``, ``data_files``, ``yaml_file`` · ``crash_log``.
"""
