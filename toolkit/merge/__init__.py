"""PURE. What came back is compared with what was sent, and all answers become one agreed state.

Reading order: ``line``, ``hold``, ``note``, ``new_row`` (the words) · ``view``, ``row_edits``,
``edits_of`` (one copy against its baseline) · ``identity``, ``suspicions``, ``headings`` (when
not to believe a copy) · ``cell``, ``conflict``, ``joined_text``, ``waiting``, ``reconcile`` (all
copies against the agreed state) · ``settlement`` (the coordinator's answers) · ``planned``,
``known`` (what a file still has to get, and what it is known to show) · ``nearest`` (a copy
without a stamp).
"""
