"""A kept plan is the plan: the same tables, the same words, and never another document's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kept_files import keep_other
from toolkit import wiring
from toolkit.errors import SettingsError
from toolkit.plan.kept_plan import decode_adopted, encode_adopted
from toolkit.stores.workspace import find_workspace, keep_settings

OWN = """
columns: {actions: [{name: cost, type: number}, {name: board, type: choice, choices: [Yes, No]}]}
own_tables: {risks: {title: Risks, columns: [{name: ref, type: ref}, {name: risk}]}}
amendments: direct
"""


@pytest.mark.parametrize(
    ("name", "added"), [("imec", OWN), *((name, "") for name in wiring.shipped_plans())]
)
def test_a_plan_comes_back_as_it_was(name: str, added: str) -> None:
    adopted = wiring.read_plan(wiring.plan_text(name) + added, name)
    assert not adopted.mistakes
    found = decode_adopted(encode_adopted(adopted))
    assert found == adopted
    assert list(found.schema.tables) == list(adopted.schema.tables)
    for table, records in adopted.tables.items():
        assert [*found.tables[table].records] == [*records.records]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"plan_id": "x", "schema": {"a": 1}}'])
def test_another_text_is_no_plan(text: str) -> None:
    with pytest.raises(ValueError):
        decode_adopted(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that kept its plan."""
    (tmp_path / "plan.yaml").write_text(wiring.plan_text("mass"), encoding="utf-8")
    (tmp_path / ".actiongrid").mkdir()
    wiring.adopted_plan(find_workspace(str(tmp_path)), keep=True)
    return tmp_path


def title(folder: Path) -> str:
    adopted = wiring.adopted_plan(find_workspace(str(folder)))
    return next(iter(adopted.tables["areas"])).text("title")


def test_what_was_kept_is_used(folder: Path) -> None:
    keep_other(folder / ".actiongrid" / "plan.json", title(folder), "Kept")
    assert title(folder) == "Kept"


def test_a_letter_that_is_another_than_what_was_kept_has_all_read_anew(folder: Path) -> None:
    kept, whole = folder / ".actiongrid" / "plan.json", title(folder)
    for damaged in ("Other", f'{whole}", "'):
        text = kept.read_text(encoding="utf-8")
        kept.write_text(text.replace(whole, damaged), encoding="utf-8")
        assert title(folder) == whole


def test_a_changed_document_is_read_anew(folder: Path) -> None:
    place = folder / "plan.yaml"
    text = place.read_text(encoding="utf-8")
    assert title(folder) in text
    place.write_text(text.replace(title(folder), "Another"), encoding="utf-8")
    assert title(folder) == "Another"


@pytest.mark.parametrize("damage", [b"", b"\xff", b"nothing", b"\n{}"])
def test_a_damaged_one_is_made_anew(folder: Path, damage: bytes) -> None:
    kept, whole = folder / ".actiongrid" / "plan.json", title(folder)
    fingerprint = kept.read_bytes().split(b"\n")[0]
    kept.write_bytes(fingerprint + damage)
    assert title(folder) == whole


def test_only_a_run_that_may_write_keeps_it(folder: Path) -> None:
    kept = folder / ".actiongrid" / "plan.json"
    kept.unlink()
    assert title(folder)
    assert not kept.exists()


def test_settings_are_kept_too_and_read_anew_when_they_changed(folder: Path) -> None:
    place = folder / "settings.yaml"
    place.write_text(
        "due_soon_days: 12\nyear_starts: July\nsurvey: {floor: 7}\n"
        "mail: {server: mail.example.org, sender: a@example.org}\nbackups: {days: 9}\n",
        encoding="utf-8",
    )
    read = find_workspace(str(folder))
    keep_settings(read)
    kept = folder / ".actiongrid" / "settings.json"
    assert find_workspace(str(folder)) == read
    keep_other(kept, 'days":12', 'days":13')
    assert find_workspace(str(folder)).settings.due_soon_days == 13
    place.write_text("due_soon_days: 14\n", encoding="utf-8")
    assert find_workspace(str(folder)).settings.due_soon_days == 14
    place.write_text("due_soon: 14\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="due_soon"):
        find_workspace(str(folder))
