"""Runs a piece of work in a child of its own that cannot take more than its share."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY = 256 << 20
PROCESSOR_SECONDS = 2
"""Processor time, so that other work on the machine does not matter much."""

PATIENCE_SECONDS = 300


@dataclass(frozen=True)
class Outcome:
    """How a piece of work ended.

    Attributes:
        ending: ``answered``, ``crash`` (an exception nobody expected), ``hang`` (more processor
            time than allowed), ``memory`` (more memory than allowed), or ``killed``.
        answer: what the work returned, when it answered.
        detail: the traceback or the signal, when it did not.
        seconds: processor time used.
        mib: memory taken beyond the parent's own, at its peak.
    """

    ending: str
    answer: Any = None
    detail: str = ""
    seconds: float = 0.0
    mib: float = 0.0


def limited(
    work: Callable[[], Any],
    *,
    memory: int = MEMORY,
    processor_seconds: int = PROCESSOR_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Outcome:
    """Forks, sets the limits, works, and tells how it ended; the answer must be JSON."""
    reading, writing = os.pipe()
    before = _resident()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work_and_leave(work, writing, memory, processor_seconds)
    os.close(writing)
    said, patient = _listen(reading, patience)
    if not patient:
        os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    mib = max(0.0, usage.ru_maxrss / 1024 - before)
    ending, answer, detail = _judge(said, status, patient)
    return Outcome(ending, answer, detail, seconds, mib)


def allow(processor_seconds: int) -> None:
    """Starts the clock anew for the next step of the work at hand."""
    if signal.getitimer(signal.ITIMER_PROF)[0]:
        signal.setitimer(signal.ITIMER_PROF, processor_seconds)


def _judge(said: bytes, status: int, patient: bool) -> tuple[str, Any, str]:
    if not patient:
        return "hang", None, "no answer in time"
    if os.WIFSIGNALED(status):
        ended_by = os.WTERMSIG(status)
        ending = "hang" if ended_by in (signal.SIGXCPU, signal.SIGPROF) else "killed"
        return ending, None, signal.Signals(ended_by).name
    if not said:
        return "killed", None, f"left with status {status} and no answer"
    message = json.loads(said)
    return message["ending"], message.get("answer"), message.get("detail", "")


def _work_and_leave(work: Callable[[], Any], writing: int, memory: int, seconds: int) -> None:
    try:
        own = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _, hardest = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (own + memory, hardest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        message = {"ending": "answered", "answer": work()}
    except MemoryError:
        message = {"ending": "memory", "detail": traceback.format_exc(limit=-6)}
    except BaseException:  # a child of a proof must report whatever came
        message = {"ending": "crash", "detail": traceback.format_exc(limit=-6)}
    signal.setitimer(signal.ITIMER_PROF, 0)
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(message).encode())
    finally:
        os._exit(0)


def _listen(reading: int, patience: float) -> tuple[bytes, bool]:
    until, said = time.monotonic() + patience, bytearray()
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while True:
            ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return bytes(said), False
            chunk = pipe.read(1 << 16)
            if not chunk:
                return bytes(said), True
            said += chunk


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)
