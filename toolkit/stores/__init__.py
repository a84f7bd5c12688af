"""EDGE. What is kept on disk: history, sources, backups, the workspace, the lock, YAML files.

``history_sqlite`` (with ``history_open``, ``history_tables``, ``history_ledger``,
``history_items``, ``history_baselines``, ``history_journal``) · ``local_files`` (with
``swap_calls``, ``owner_file``, ``workspace_lock``) · ``content_store``, ``backups``,
``last_sync``, ``kept_text`` · ``system_clock`` · ``workspace``, ``new_workspace``,
``settings_file``, ``data_files``, ``document_file``, ``yaml_file`` · ``machine``,
``computer_checks``, ``button_launcher``, ``button_checks``, ``result_file`` · ``crash_log``.
"""
