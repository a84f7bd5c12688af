"""``python -m toolkit`` is the same as ``actiongrid``."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from toolkit.cli.main import run

    run()


if __name__ == "__main__":
    main()
