"""Mistakes planted in the write protocol: the random stories must notice every one of them.

The three traps met in the prototype are among them: a victim that is not kept, a victim merged on
the new baseline, a recovery that forgets the file's baseline.
"""

from __future__ import annotations

import importlib

from tests.planting import Mutant, planted

ANEW = (
    "toolkit.workflows", "toolkit.stores", "toolkit.merge", "tests.protocol.",
)  # fmt: skip

MUTANTS = (
    Mutant(
        "does not keep what a swap pushed out",
        "workflows.landing",
        "    pending, victim = _take_in(bench, entry) if kept else ((), ())\n",
        "    bench.files.remove(entry.victim)\n    pending, victim = (), ()\n",
    ),
    Mutant(
        "merges what a swap pushed out on the new baseline",
        "workflows.likeliest_baseline",
        "    if not follows:\n        return found\n",
        "    if follows:\n"
        "        newest = history.baseline_of(replica, history.contents()[replica])\n"
        "        return (newest,) if newest else ()\n"
        "    if not follows:\n        return found\n",
    ),
    Mutant(
        "finishes a write after a crash and forgets the file's baseline",
        "workflows.recovery",
        'land(bench, entry, entry.temp if temp else entry.victim if victim else "")\n',
        "False\n    bench.files.remove(entry.temp)\n",
    ),
    Mutant(
        "does not note what a file is compared with after a write",
        "stores.history_journal",
        "            keep_baselines(self._database, (landing.baseline,))\n"
        "            self._add_pending(landing.pending)\n",
        "            self._add_pending(landing.pending)\n",
        slow=True,
    ),
    Mutant(
        "compares every content of a live file with what was agreed last",
        "workflows.sides",
        "        return likeliest_baseline(candidates, distance)\n",
        "        latest = self._history.last_number()\n"
        "        return Baseline(found.replica, found.copy.content, latest, latest)\n",
    ),
    Mutant(
        "compares a returned copy with today's state",
        "workflows.sides",
        "            self._history.snapshot(baseline.snapshot),\n            self._head,\n",
        "            self._head,\n            self._head,\n",
    ),
    Mutant(
        "puts a new file in place that does not say what was planned",
        "workflows.write_back",
        "        written = _read_again(bench, file, entry, content)\n",
        "        written = bench.backend.read(content, file.seen.file)\n",
    ),
    Mutant(
        "removes what a swap pushed out as soon as it was looked at",
        "workflows.landing",
        "    bench.history.journal.land(Landing(entry.id, entry.after, pending, victim))\n",
        "    bench.history.journal.land(Landing(entry.id, entry.after, pending, ()))\n"
        "    bench.files.remove(entry.victim)\n",
    ),
    Mutant(
        "never looks again at what a swap pushed out",
        "workflows.recovery",
        "    if content_hash(content) != victim.content:\n",
        "    if False:\n",
    ),
    Mutant(
        "mends nothing after a crash",
        "workflows.recovery",
        "    found = [\n        _mended(bench, entry)\n",
        "    return ()\n    found = [\n        _mended(bench, entry)\n",
    ),
    Mutant(
        "throws away a file that Windows had moved aside when it died",
        "workflows.recovery",
        "        bench.files.rename(entry.victim, entry.target)\n",
        "        bench.files.remove(entry.victim)\n",
    ),
    Mutant(
        "believes that nothing was swapped until history says so",
        "workflows.recovery",
        "    if entry.state is WriteState.GO or temp == entry.after.content:\n",
        "    if True:\n",
    ),
    Mutant(
        "leaves unread what a lost journal left in the folder",
        "workflows.recovery",
        "    for folder in folders:\n        found += _sweep(bench, folder)\n",
        "",
    ),
    Mutant(
        "ticks off a save that came in between before it is merged",
        "stores.history_journal",
        '            "SELECT content, file, replica, follows FROM pending WHERE NOT counted '
        'ORDER BY seq"\n        )\n',
        '            "SELECT content, file, replica, follows FROM pending WHERE NOT counted '
        'ORDER BY seq"\n        )\n'
        "        with self._database.transaction() as connection:\n"
        '            connection.execute("UPDATE pending SET counted = 1")\n',
    ),
    Mutant(
        "keeps a save that came in between and never counts it",
        "workflows.landing",
        "(PendingSource(found, file, entry.replica, follows=entry.expected),), (victim,)\n",
        "(), (victim,)\n",
    ),
    Mutant(
        "notes a save that came in between and does not keep its content",
        "workflows.landing",
        "    bench.contents.put(content)\n",
        "",
    ),
    Mutant(
        "counts from number 1 again when history was lost",
        "workflows.rebuild",
        "    number = (highest // _STEP + 1) * _STEP if highest else 1\n",
        "    number = 1\n",
    ),
    Mutant(
        "does not force what it keeps to the disk",
        "stores.content_store",
        "        self._files.sync_folder(self._folder)\n",
        "        self._files.inodes[place].durable = b''\n",
    ),
    Mutant(
        "does not note that the new file is complete",
        "workflows.write_back",
        "    bench.history.journal.ready(entry.id, planned)\n",
        "",
    ),
    Mutant(
        "ticks off a save that came in between without merging it",
        "stores.history_journal",
        'SELECT ?, (SELECT count(*) FROM pending), ?, ?, ?, 0"',
        'SELECT ?, (SELECT count(*) FROM pending), ?, ?, ?, 1"',
    ),
    Mutant(
        "takes whatever a swap pushed out for what was expected",
        "workflows.landing",
        "    if found == entry.expected:\n",
        "    if True:\n",
    ),
    Mutant(
        "takes a file that could not be written for one that was",
        "workflows.deliver",
        "            known=known_after(side.edits, outcome, Plan()),\n",
        "            known={},\n",
    ),
    Mutant(
        "takes a frozen cell for one that was written",
        "merge.known",
        "            if not same(value, outcome.next.shown(view.schema, *key)):\n",
        "            if False:\n",
    ),
    Mutant(
        "lets the later of two answers win",
        "merge.cell",
        "    if knowing and len(distinct(edit.new for edit in contenders)) == 1:\n"
        "        return Verdict(_take_first(contenders))\n",
        "    if knowing:\n        return Verdict(_take_first(contenders[::-1]))\n",
    ),
)


def seen_after(mutant: Mutant | None, limit: int) -> tuple[int, str]:
    """How many stories it took until something was noticed, and what; 0 when nothing was.

    Every second story uses the plain merge, the others the product's own; in every third one
    history is deleted.
    """
    with planted(mutant, ANEW):
        stories = importlib.import_module("tests.protocol.random_run")
        merged = importlib.import_module("tests.protocol.merged_sync")
        product = {"sync": merged.merged_sync, "conflicts_of": merged.conflicts_of}
        for seed in range(limit):
            try:
                facts = product if seed % 2 else {}
                wrong = stories.random_run(seed, lose_history=seed % 3 == 0, **facts)
            except Exception as trouble:  # it stumbles over its own mistake: noticed
                wrong = [f"{type(trouble).__name__}: {trouble}"]
            if wrong:
                return seed + 1, str(wrong[0])
    return 0, ""
