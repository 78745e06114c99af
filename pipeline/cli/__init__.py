"""The `dateline` command: one file a command, found by being here.

A file `NAME.py` holds a function `NAME`, which becomes `dateline NAME`. It imports what is heavy inside the function,
so that `dateline --help` stays quick. What two commands share stands in a file whose name begins with `_`.
"""

from importlib import import_module
from pkgutil import iter_modules

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def dateline() -> None:
    """Raw news prose in, a tidy, dated, sourced events dataset out."""


def main() -> None:
    """Run the command line."""
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            command = getattr(import_module(f"{__name__}.{module.name}"), module.name)
            app.command(module.name)(command)
    app()
