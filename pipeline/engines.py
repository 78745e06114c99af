"""One batch function, three engines: in this process, over the machine's cores, or on Ray.

The results come back in the order of the batches, whichever engine ran them and whichever batch ended first, so the
engines give the same rows. Few batches wait at a time: memory stays bounded however long the corpus is.
"""

import contextlib
import importlib.util
import itertools
import multiprocessing
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Watcher = Callable[[str, int, int], None]

TRIES = 3
WAITING_A_WORKER = 2
ONE_THREAD = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

_watchers: list[Watcher] = []


class Engine(StrEnum):
    """Where batches are worked on."""

    SERIAL = "serial"
    POOL = "pool"
    RAY = "ray"


class EngineError(RuntimeError):
    """An engine is missing, or its workers died again and again; the message says what to do."""


def map_batches(
    function: Callable[[Batch], Result],
    batches: Iterable[Batch],
    engine: Engine | str = Engine.POOL,
    workers: int | None = None,
) -> Iterator[Result]:
    """The function's result for each batch, in order. A worker that dies is replaced and its batch is tried again.

    The pool works a single batch in this process: starting workers would cost more than it saves.

    >>> list(map_batches(len, ["ab", "c"], engine="serial"))
    [2, 1]
    """
    engine = Engine(engine)
    count = workers or os.cpu_count() or 1
    waiting = iter(batches)
    head = list(itertools.islice(waiting, 2))
    every = itertools.chain(head, waiting)
    if engine is Engine.SERIAL or (engine is Engine.POOL and (len(head) < 2 or count == 1)):
        return map(function, every)
    return _on_ray(function, every, count) if engine is Engine.RAY else _over_cores(function, every, count)


@contextlib.contextmanager
def watch(watcher: Watcher) -> Iterator[None]:
    """Have `watcher(name, done, total)` called for each batch that ends while the block runs."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def watched(name: str, total: int, results: Iterable[Result]) -> Iterator[Result]:
    """The results as they come, told to whoever watches."""
    for done, result in enumerate(results, 1):
        for watcher in _watchers:
            watcher(name, done, total)
        yield result


def _over_cores(function: Callable[[Batch], Result], batches: Iterator[Batch], workers: int) -> Iterator[Result]:
    waiting: deque[tuple[Batch, Future[Result]]] = deque()
    tries = 0
    pool = _pool(workers)
    try:
        while True:
            with _one_thread_each():
                for batch in itertools.islice(batches, workers * WAITING_A_WORKER - len(waiting)):
                    waiting.append((batch, pool.submit(function, batch)))
            if not waiting:
                return
            try:
                result = waiting[0][1].result()
            except BrokenProcessPool as error:
                tries += 1
                if tries >= TRIES:
                    raise EngineError(
                        f"worker processes died {tries} times at the same place, most likely for want of memory; "
                        "give --engine serial, or fewer --workers"
                    ) from error
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(workers)
                with _one_thread_each():
                    waiting = deque((batch, pool.submit(function, batch)) for batch, _ in waiting)
                continue
            tries = 0
            waiting.popleft()
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _end_with_parent)


def _end_with_parent() -> None:
    """Have this worker end when the process that started it is killed: nobody would ever ask it for anything again."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Workers that start in this block use one thread each: there is one for every core already."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _on_ray(function: Callable[[Batch], Result], batches: Iterator[Batch], workers: int) -> Iterator[Result]:
    """On Ray Data: a cluster's when RAY_ADDRESS names one, else a local Ray of that many workers."""
    if importlib.util.find_spec("ray") is None:
        raise EngineError("Ray is not installed; pip install 'dateline[ray]', or give --engine pool")
    import ray

    rows = [{"batch": pickle.dumps(batch)} for batch in batches]
    if not rows:
        return
    _start_ray(workers)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    worked = ray.data.from_items(rows, override_num_blocks=len(rows)).map(partial(_worked, function))
    for row in worked.iter_rows():
        outcome = pickle.loads(row["result"])
        if isinstance(outcome, Exception):
            raise outcome
        yield outcome


def _start_ray(workers: int) -> None:
    """Start or reach Ray, unless it serves this process already: a start takes seconds."""
    import ray

    if not ray.is_initialized():
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        here: dict[str, Any] = {"num_cpus": workers, "include_dashboard": False}
        ray.init(log_to_driver=False, **({} if os.environ.get("RAY_ADDRESS") else here))


@contextlib.contextmanager
def ending_ray() -> Iterator[None]:
    """Have a Ray that was started while the block runs ended with it."""
    try:
        yield
    finally:
        if ray := sys.modules.get("ray"):
            ray.shutdown()


def _worked(function: Callable[[Batch], Result], row: dict[str, bytes]) -> dict[str, bytes]:
    """A row of Ray's: what the function gives for the batch in it, or the error that it raised."""
    try:
        return {"result": pickle.dumps(function(pickle.loads(row["batch"])))}
    except Exception as error:
        return {"result": pickle.dumps(error)}
