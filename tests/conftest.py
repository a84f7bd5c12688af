"""In CI nothing is skipped for a missing tool, and nowhere does a test fail for a slow machine."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ALLOWED = ("not beside this repository",)
"""Reasons that hold in CI too: documents that are not the project's to ship."""


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn skips into a failed run in CI, each with its reason."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CI"):
        return
    reasons = {
        (report.nodeid, str(report.longrepr[-1] if report.longrepr else ""))
        for report in reporter.stats.get("skipped", ())
    }
    unfit = sorted(skip for skip in reasons if not any(text in skip[1] for text in ALLOWED))
    for place, reason in unfit:
        reporter.write_line(f"skipped in CI: {place}: {reason}", red=True)
    if unfit and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
