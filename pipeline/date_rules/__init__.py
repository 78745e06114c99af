"""Ways to say a date: each file holds rules of one kind, each rule is one decorated function.

To add one, write the function and a line in `tests/examples/date_rules/`; there is no list to extend and no order.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
