"""What workers do in tests: functions that other processes import."""

import os
import signal
import time
from pathlib import Path


def die_once(batch: str) -> str:
    """The batch turned round; the first worker that gets it is killed, as for want of memory."""
    mark = Path(batch)
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return batch[::-1]


def die(batch: str) -> str:
    """Nothing ever: the worker is killed."""
    os.kill(os.getpid(), signal.SIGKILL)
    return batch


def wait(batch: str) -> str:
    """The batch, after a minute."""
    time.sleep(60)
    return batch


def fail(batch: int) -> int:
    """An ordinary error for one batch."""
    return 1 // batch
