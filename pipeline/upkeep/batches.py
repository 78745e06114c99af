"""Documents in batches of about the same size, read from the lake as they are asked for: memory stays bounded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.upkeep.lake import Lake

TEXT_A_BATCH = 150_000
BATCHES_A_READ = 40

Frames = tuple[pl.DataFrame, ...]


@dataclass(frozen=True, slots=True)
class Batches:
    """The rows of some documents in some tables of the lake: a tuple of frames a batch, read when its turn comes."""

    lake: Lake
    tables: Sequence[str]
    plan: pl.DataFrame
    """doc_id and batch, sorted by both."""

    def __len__(self) -> int:
        """How many batches there are."""
        return self.plan["batch"].n_unique()

    def __iter__(self) -> Iterator[Frames]:
        """Batch after batch; a stretch of them is read at once."""
        numbers = self.plan["batch"].unique().sort().to_list()
        for at in range(0, len(numbers), BATCHES_A_READ):
            wanted = numbers[at : at + BATCHES_A_READ]
            plan = self.plan.filter(pl.col("batch").is_between(wanted[0], wanted[-1]))
            parts = [_parted(self.lake.scan(table), plan) for table in self.tables]
            empty = [self.lake.scan(table).clear().collect() for table in self.tables]
            for number in wanted:
                yield tuple(part.get((number,), none) for part, none in zip(parts, empty, strict=True))


def batches(lake: Lake, tables: Sequence[str], doc_ids: pl.Series, size: int = 0) -> Batches:
    """The tables' rows of those documents, in batches of about `size` code points, the same ones on every machine."""
    size = size or TEXT_A_BATCH
    first = lake.scan(tables[0])
    due = first.join(pl.LazyFrame({"doc_id": doc_ids}), on="doc_id", how="semi")
    sizes = due.group_by("doc_id").agg(_weight(first)).sort("doc_id").collect()
    before = pl.col("weight").cum_sum() - pl.col("weight")
    return Batches(lake, tables, sizes.select("doc_id", batch=before // size))


def _weight(frame: pl.LazyFrame) -> pl.Expr:
    names = frame.collect_schema().names()
    text = "text_raw" if "text_raw" in names else "text"
    return pl.col(text).str.len_chars().sum().alias("weight") if text in names else pl.len().alias("weight")


def _parted(rows: pl.LazyFrame, plan: pl.DataFrame) -> dict[tuple[object, ...], pl.DataFrame]:
    """The rows by batch, in their order; the table is read no further than the plan's documents go."""
    ids = plan["doc_id"]
    near = rows.filter(pl.col("doc_id").is_between(pl.lit(ids.min()), pl.lit(ids.max())))
    found = near.join(plan.lazy(), on="doc_id", maintain_order="left").collect()
    return found.partition_by("batch", as_dict=True, include_key=False, maintain_order=True)
