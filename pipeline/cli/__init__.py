"""The `dateline` command: one file a command."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def dateline() -> None:
    """Raw news prose in, a tidy, dated, sourced events dataset out."""


def main() -> None:
    """Run the command line."""
    app()
