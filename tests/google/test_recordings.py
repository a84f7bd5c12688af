"""gspread's recorded traffic, replayed; what is answered otherwise is counted by its reason."""

from __future__ import annotations

import os
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from tests.google.recordings import Replayed, replay

_NAMED = os.environ.get("ACTIONGRID_RECORDINGS", "")
_BESIDE = Path(__file__).parents[3] / "shared" / "data" / "gspread-cassettes.tar.gz"
RECORDINGS = Path(_NAMED) if _NAMED else _BESIDE


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> list[Replayed]:
    if not RECORDINGS.is_file():
        pytest.skip(
            "gspread's recordings are not beside this repository (or ACTIONGRID_RECORDINGS)"
        )
    folder = tmp_path_factory.mktemp("recordings")
    with tarfile.open(RECORDINGS) as archive:
        archive.extractall(folder, filter="data")
    return [call for cassette in sorted(folder.rglob("*.json")) for call in replay(cassette)]


def test_whole_answers_are_those_google_gave(replayed: list[Replayed]) -> None:
    misses = [call for call in replayed if not call.same]
    strange = [call for call in misses if "not found" in call.reason]
    ours = [call for call in replayed if call not in strange]
    same = sum(call.same for call in ours)
    told = [f"{same} of {len(ours)} identical; {len(strange)} read files made before"]
    counted = Counter((call.what, call.reason) for call in misses if call not in strange)
    told += [f"{count} {what}: {reason}" for (what, reason), count in counted.most_common()]
    assert same >= 0.97 * len(ours), "\n".join(told)


def test_every_write_to_cells_and_every_batch_is_answered_identically(
    replayed: list[Replayed],
) -> None:
    wrong = [
        call
        for call in replayed
        if (":batchUpdate" in call.what or ":append" in call.what or ":clear" in call.what)
        and not call.same
        and "addProtectedRange" not in call.what  # an empty description is kept
    ]
    assert wrong == []
