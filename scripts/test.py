"""Installs what the tests need and runs everything: lint, types, import rules, tests.

python3 scripts/test.py            everything
python3 scripts/test.py tests/xlsx only these tests, and no installing of programs
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from environment import ROOT, VENV, install, program

PROGRAMS = {
    "soffice": ("LibreOffice", ["libreoffice-calc", "libreoffice-writer"]),
    "chromium": ("Chromium", ["chromium"]),
    "pdftoppm": ("Poppler", ["poppler-utils"]),
    "node": ("Node.js", ["nodejs"]),
    "npm": ("npm", ["npm"]),
    "Xvfb": ("a virtual screen", ["xvfb", "xauth"]),
    "openbox": ("a window manager", ["openbox"]),
    "xdotool": ("xdotool", ["xdotool"]),
    "import": ("ImageMagick", ["imagemagick"]),
}
BROWSER = VENV / "browser"
"""What tests ask the browser and Node.js with."""

NODE_PACKAGES = (
    "axe-core@4.14.1",  # finds what keeps readers out of a page
    "typescript@5.9.3",  # checks the types of the Google menu
    "@types/google-apps-script@2.0.13",
)
FONTS = ["fonts-liberation", "fonts-dejavu-core", "fonts-crosextra-carlito", "python3-uno"]


def main() -> int:
    """Run every check; the tests last, so that their closing line is the last word."""
    chosen = sys.argv[1:]
    install("dev,google,live,mail,pdf,bench")
    if not chosen:
        install_programs()
    install_node_packages()
    checks = [
        [program("ruff"), "check", "."],
        [program("ruff"), "format", "--check", "."],
        [program("mypy")],
        [program("lint-imports")],
    ]
    failed = [] if chosen else [check for check in checks if not run(check)]
    # A file stays in one process: its tests share workbooks and offices that take long to make.
    spread = [] if chosen else ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    tests = run([program("python"), "-m", "pytest", *spread, *chosen])
    for check in failed:
        print("failed:", Path(check[0]).stem, *check[1:])
    return 1 if failed or not tests else 0


def run(command: list[str]) -> bool:
    """Run one command in the project folder and say whether it succeeded."""
    print("\n$", Path(command[0]).stem, *command[1:], flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def install_programs() -> None:
    """Install LibreOffice, Chromium and the rest where this system lets us."""
    missing = [name for name in PROGRAMS if not _found(name)]
    if not missing:
        return
    packages = [package for name in missing for package in PROGRAMS[name][1]] + FONTS
    if shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo")):
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", *packages],
        ):
            subprocess.run([*sudo, "apt-get", *step], check=False, env=environment)
    still = [PROGRAMS[name][0] for name in PROGRAMS if not _found(name)]
    if still and os.environ.get("CI"):
        sys.exit(f"In CI nothing is skipped, and this could not be installed: {', '.join(still)}.")
    if still:
        where = {"Darwin": "with Homebrew", "Windows": "from its own site"}
        how = where.get(platform.system(), "with your package manager")
        print(f"Tests that need {', '.join(still)} will be skipped; install it {how} to run them.")


def install_node_packages() -> None:
    """Fetch what tests need from npm into the environment, once."""
    marker, listed = BROWSER / "packages.txt", "\n".join(NODE_PACKAGES)
    if marker.is_file() and marker.read_text(encoding="utf-8") == listed:
        return
    BROWSER.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or "npm"
    options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(BROWSER)]
    try:
        command = [npm, "install", *options, *NODE_PACKAGES]
        done = subprocess.run(command, check=False).returncode == 0
    except OSError:
        done = False
    if done:
        marker.write_text(listed, encoding="utf-8")
    elif os.environ.get("CI"):
        sys.exit(f"In CI nothing is skipped, and these could not be installed:\n{listed}")
    else:
        print(f"Tests that need these will be skipped, they could not be installed:\n{listed}")


def _found(name: str) -> bool:
    others = {"chromium": ("chromium", "chromium-browser", "google-chrome")}
    return any(shutil.which(found) for found in others.get(name, (name,)))


if __name__ == "__main__":
    sys.exit(main())
