"""The warehouse as a Dagster resource: where the lake lies, what comes in, and who may write."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field, PrivateAttr

from pipeline.engines import map_batches, watched
from pipeline.settings import Settings
from pipeline.tables import TABLES
from pipeline.upkeep.batches import Batches
from pipeline.upkeep.lake import Lake, clean
from pipeline.upkeep.lock import writer


def warehouse_of(told: Settings) -> "Warehouse":
    """The warehouse and inputs that the settings name."""
    limits = asdict(told.limits)
    return Warehouse(
        root=told.warehouse, inputs=list(told.inputs), engine=told.engine, workers=told.workers, limits=limits
    )


TOGETHER = (
    ("documents", "paragraphs", "paragraph_relations"),
    ("mentions", "participants", "attributions", "figures"),
    ("events", "event_contexts", "evidence", "event_aliases"),
)


class Warehouse(dg.ConfigurableResource):  # type: ignore[type-arg]
    """A folder with the lake, the snapshot and the exports; one run at a time writes to it."""

    root: str = "warehouse"
    inputs: list[str] = Field(default_factory=lambda: ["seeds"])
    engine: str = "pool"
    workers: int = 0
    limits: dict[str, int] = Field(default_factory=dict)
    may_shrink: bool = False
    until: str = ""

    _lake: Lake = PrivateAttr()
    _started_at: datetime = PrivateAttr()

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Hold the warehouse for the run, after clearing away what a killed one left."""
        self._started_at = self.now()
        with writer(self.folder, self._started_at.isoformat()):
            clean(self.folder)
            self._lake = Lake(self.folder / "lake")
            yield self

    @staticmethod
    def now() -> datetime:
        """This second, UTC."""
        return datetime.now(UTC).replace(tzinfo=None, microsecond=0)

    @property
    def folder(self) -> Path:
        """Where everything lies."""
        return Path(self.root)

    @property
    def lake(self) -> Lake:
        """The tables, as this run has them."""
        return self._lake

    @property
    def started_at(self) -> datetime:
        """When this run took the warehouse, UTC."""
        return self._started_at

    @property
    def input_paths(self) -> list[Path]:
        """The files and folders that documents come from."""
        return [Path(one) for one in self.inputs]

    @property
    def tables(self) -> list[str]:
        """The tables that this run makes, in reading order; tables that are made together stay together."""
        together = next((group for group in TOGETHER if self.until in group), (self.until or "runs",))
        return list(TABLES)[: list(TABLES).index(together[-1]) + 1]

    def mapper(self, function: Any, batches: Batches) -> Iterator[Any]:
        """The function's result for each batch of documents, in order, worked on by the chosen engine."""
        results = map_batches(function, batches, self.engine, self.workers or os.cpu_count() or 1)
        return watched(function.args[0].rpartition(".")[2].replace("_", " "), len(batches), results)
