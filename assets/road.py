"""How the road is laid: a step makes some tables together, each an asset; steps stand in reading order.

The same steps make two roads. The plain one (`assets.definitions`) looks through all inputs. The one by days
(`assets.arrivals`) is partitioned by the day on which documents arrived, for catching up on a stretch of days in one
run; never is a document a partition.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import dagster as dg

from assets import checks
from assets.storage import Warehouse
from pipeline.tables import TABLES

Report = dg.MaterializeResult | dg.AssetCheckResult  # type: ignore[type-arg]
Step = Callable[[dg.AssetExecutionContext, Warehouse], Iterator[Report]]

OWNERS = ["team:dateline"]
STEPS: list[Callable[..., dg.AssetsDefinition]] = []


def table(name: str, group: str, after: Sequence[str], **options: Any) -> dg.AssetSpec:
    """The asset of a table, described by `tables.py`; it is brought up to date when those `after` have changed."""
    said: dict[str, Any] = {"description": TABLES[name].__doc__} if name in TABLES else {}
    return dg.AssetSpec(
        name,
        deps=after,
        group_name=group,
        owners=OWNERS,
        automation_condition=dg.AutomationCondition.eager() if after else None,
        **{"kinds": {"polars", "parquet"}, **said, **options},
    )


def tables(names: Sequence[str], group: str, after: Sequence[str] = ()) -> list[dg.AssetSpec]:
    """The assets of tables that are made together: the first rests on those `after`, the others on the first."""
    return [table(name, group, after if name == names[0] else [names[0]]) for name in names]


def step(specs: Sequence[dg.AssetSpec], pool: str | None = None) -> Callable[[Step], Step]:
    """Set the function as the next step of the road; it makes the assets of `specs`."""
    checked = checks.specs([spec.key.to_user_string() for spec in specs])

    def set_down(function: Step) -> Step:
        STEPS.append(partial(_asset, function, specs=specs, check_specs=checked, pool=pool))
        return function

    return set_down


def _asset(function: Step, **options: Any) -> dg.AssetsDefinition:
    return dg.multi_asset(name=function.__name__, **options)(function)  # type: ignore[arg-type]


def road(days: dg.PartitionsDefinition[str] | None = None) -> list[dg.AssetsDefinition]:
    """All assets, of the whole inputs or by `days`; a stretch of days is one run."""
    by_days = {"partitions_def": days, "backfill_policy": dg.BackfillPolicy.single_run()} if days else {}
    return [asset(**by_days) for asset in STEPS]
