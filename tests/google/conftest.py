"""A workspace whose Google sheets stand behind the loopback proxy, driven by the real command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.google.google_world import World
from tests.google.https_proxy import GoogleProxy, cleared_environment
from tests.google.sheet_model import Book


@dataclass
class Office:
    """A coordinator's computer: a workspace, a home folder, and the way to Google."""

    proxy: GoogleProxy
    home: Path
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.proxy.world

    @property
    def book(self) -> Book:
        """The one spreadsheet there is."""
        return next(iter(self.world.books.values()))

    def run(self, *arguments: str, code: int = 0) -> str:
        """The real command, as a user runs it; what it said on both streams."""
        command = [sys.executable, "-m", "toolkit", "-C", str(self.folder), *arguments]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=120,
            env={**cleared_environment(), **self.proxy.environment, **self.environment},
        )
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        assert "Traceback" not in said
        return said

    def json(self, *arguments: str, code: int = 0) -> Any:
        """Its JSON document."""
        return json.loads(self.run(*arguments, "--json", code=code))

    def with_robot(self) -> Office:
        """Sign in as a service account, where gspread's users put its file."""
        place = self.home / ".config" / "gspread"
        place.mkdir(parents=True, exist_ok=True)
        key = json.dumps(self.proxy.office.service_account())
        (place / "service_account.json").write_text(key)
        return self

    def settle(self, text: str) -> None:
        """Other settings."""
        (self.folder / "settings.yaml").write_text(text)


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as ``init`` leaves it."""
    folder = tmp_path_factory.mktemp("issued") / "our plan"
    command = [sys.executable, "-m", "toolkit", "init", str(folder), "--plan", "imec", "--yes"]
    environment = {**cleared_environment(), "HOME": str(folder.parent)}
    subprocess.run([*command, "--today", "2027-05-14"], check=True, capture_output=True,
                   env=environment)  # fmt: skip
    return folder


@pytest.fixture
def office(tmp_path: Path, issued: Path) -> Iterator[Office]:
    world = World(slow=0.1)
    home = tmp_path / "home of dana"
    home.mkdir()
    with GoogleProxy(world, tmp_path) as proxy:
        folder = tmp_path / "our plan"
        shutil.copytree(issued, folder)
        made = Office(proxy, home, folder, {
            "HOME": str(home), "APPDATA": str(home / ".config"),
            "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home / ".local"),
        })  # fmt: skip
        yield made
        assert not world.mistakes, world.mistakes[:5]
        assert not proxy.refused
