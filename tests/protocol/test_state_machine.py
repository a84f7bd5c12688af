"""Hypothesis looks for the shortest story in which something is lost: the product's own merge,
three files that are swapped in three ways, copies by mail, and trouble at any moment."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.protocol.merged_sync import conflicts_of, merged_sync
from tests.protocol.random_run import COLUMNS, TIGHT
from tests.protocol.world import FAULTS, SAVES, Plan, World

REPLICAS = st.sampled_from(("r0", "r1", "r2"))
ROWS = st.integers(0, 1)
COLUMN = st.sampled_from(COLUMNS)
MOMENTS = st.one_of(st.integers(0, 130), st.tuples(st.sampled_from(TIGHT), st.integers(0, 2)))


class Office(RuleBasedStateMachine):
    """People, a coordinator and a computer that fails; judged when everybody has gone home."""

    world: World

    @initialize(hours=st.lists(st.integers(0, 119), min_size=1, max_size=6))
    def begin(self, hours: list[int]) -> None:
        turns = iter(hours * 1000)
        self.world = World(
            rows=2,
            chance=lambda below: next(turns) % below,
            sync=merged_sync,
            conflicts_of=conflicts_of,
        )

    @rule(replica=REPLICAS, row=ROWS, column=COLUMN, style=st.sampled_from(SAVES[:2]))
    def somebody_edits(self, replica: str, row: int, column: str, style: str) -> None:
        if replica in self.world.windows or self.world.open(replica):
            self.world.type(replica, row, column)
            self.world.save(replica, style)

    @rule(replica=REPLICAS)
    def somebody_opens(self, replica: str) -> None:
        self.world.open(replica)

    @rule(replica=REPLICAS)
    def somebody_closes(self, replica: str) -> None:
        self.world.close(replica)

    @rule()
    def sync(self) -> None:
        self.world.run()

    @rule(moment=MOMENTS, fault=st.sampled_from(FAULTS))
    def sync_with_a_fault(self, moment: int | tuple[str, int], fault: str) -> None:
        self.world.run(Plan(moment, fault))

    @rule(
        fault_at=MOMENTS,
        fault=st.sampled_from(FAULTS),
        save_at=MOMENTS,
        replica=REPLICAS,
        row=ROWS,
        column=COLUMN,
        style=st.sampled_from(SAVES),
    )
    def sync_with_a_fault_and_a_racing_save(
        self,
        fault_at: int | tuple[str, int],
        fault: str,
        save_at: int | tuple[str, int],
        replica: str,
        row: int,
        column: str,
        style: str,
    ) -> None:
        if replica not in self.world.windows and not self.world.open(replica):
            return

        def save() -> None:
            self.world.type(replica, row, column)
            slow = self.world.swaps[self.world.places[replica]] != "copy"
            self.world.save(replica, style if slow else "rename")

        self.world.run(Plan(fault_at, fault, {save_at: save}))

    @rule(replica=REPLICAS)
    def somebody_takes_a_copy_home(self, replica: str) -> None:
        self.world.mail_copy(replica)

    @rule(number=st.integers(0, 3), row=ROWS, column=COLUMN, twice=st.booleans())
    def a_copy_comes_back(self, number: int, row: int, column: str, twice: bool) -> None:
        self.world.return_copy(number, row, column, twice=twice)

    @rule(replica=REPLICAS, number=st.integers(0, 3))
    def somebody_restores_an_old_version(self, replica: str, number: int) -> None:
        self.world.restore_old(replica, number)
        self.world.run()

    @rule(replica=REPLICAS)
    def the_cloud_rewrites_bytes(self, replica: str) -> None:
        self.world.rewrite_bytes(replica)

    @rule(replica=REPLICAS)
    def a_lock_file_is_left_over(self, replica: str) -> None:
        self.world.leave_lock(replica)

    @rule(number=st.integers(0, 5))
    def the_coordinator_settles(self, number: int) -> None:
        self.world.settle(number)

    @rule()
    def history_is_deleted(self) -> None:
        self.world.lose_history()

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.settle_down()
            assert self.world.judge() == []


Office.TestCase.settings = settings(
    max_examples=100, stateful_step_count=14, deadline=None, derandomize=True
)
test_nothing_is_ever_lost = Office.TestCase
