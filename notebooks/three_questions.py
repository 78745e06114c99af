"""Three questions to a warehouse, with plots: `marimo edit notebooks/three_questions.py` after `make run`."""

import marimo

app = marimo.App(app_title="Three questions")


@app.cell
def _():
    import os
    from pathlib import Path

    import altair as alt
    import marimo as mo

    from pipeline.warehouse import ask

    warehouse = Path(os.environ.get("DATELINE_WAREHOUSE", mo.notebook_dir().parent / "warehouse"))
    mo.md(f"# Three questions\n\nAsked of the last snapshot in `{warehouse.name}`; `make run` makes it from `seeds/`.")
    return alt, ask, mo, warehouse


@app.cell
def _(mo):
    mo.md(
        """
        ## When did it happen, and how exactly is that known?

        Each event is drawn as all the days that its texts allow. A long bar is not a long event: it is a date told
        coarsely. Open ends and undated events are left out.
        """
    )


@app.cell
def _(alt, ask, mo, warehouse):
    intervals = ask(
        warehouse,
        """
        SELECT date_start, date_end + INTERVAL 1 DAY AS until, date_precision, status, left(summary, 70) AS event
        FROM events WHERE date_start IS NOT NULL AND date_end IS NOT NULL ORDER BY date_start, date_end, event_id
        """,
    )
    when = (
        alt.Chart(intervals)
        .mark_bar(height=9)
        .encode(
            x=alt.X("date_start:T", title=None),
            x2="until:T",
            y=alt.Y("event:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
            color=alt.Color("date_precision:N", title="exact to the"),
            tooltip=["event", "status", "date_start", "until"],
        )
    )
    mo.vstack([when, mo.md(f"{intervals.height} events have both ends.")])
    return intervals, when


@app.cell
def _(mo):
    mo.md(
        """
        ## Whose figures disagree?

        Every account of a disputed number: a point where it is said outright, a line from the lowest to the highest
        that the words allow. Nobody's number is averaged away.
        """
    )


@app.cell
def _(alt, ask, mo, warehouse):
    accounts = ask(
        warehouse,
        """
        SELECT left(summary, 60) || ' (' || measure || ')' AS dispute, low, best, high,
            coalesce(low, best, high) AS least, coalesce(high, best, low) AS most, text,
            row_number() OVER (ORDER BY event_id, measure, published_on, doc_id, figure_id) || '. '
                || coalesce(publisher, title, '') || coalesce(', ' || attribution, '') AS account
        FROM disputed_figures WHERE coalesce(low, best, high) IS NOT NULL ORDER BY event_id, measure, published_on
        """,
    )
    y = alt.Y("account:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    span = alt.Chart().mark_rule(strokeWidth=3, opacity=0.5).encode(x=alt.X("least:Q", title=None), x2="most:Q", y=y)
    point = (
        alt.Chart().mark_point(filled=True, size=70).encode(x="least:Q", y=y, tooltip=["text", "low", "best", "high"])
    )
    figures = (
        alt.layer(span, point, data=accounts)
        .facet(
            row=alt.Row("dispute:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left", labelOrient="top"))
        )
        .resolve_scale(x="independent", y="independent")
    )
    mo.vstack([figures, mo.md(f"{accounts.height} accounts of {accounts['dispute'].n_unique()} disputed numbers.")])
    return accounts, figures


@app.cell
def _(mo):
    mo.md(
        """
        ## Who did what, and what is only said to come?

        Events by the actor's country and type. What is planned, denied or only possible is counted apart from what
        is reported.
        """
    )


@app.cell
def _(alt, ask, mo, warehouse):
    acts = ask(
        warehouse,
        """
        SELECT coalesce(actor_code, 'no country') AS actor, event_type, status, count(*) AS events
        FROM events WHERE actor IS NOT NULL GROUP BY ALL ORDER BY ALL
        """,
    )
    deeds = (
        alt.Chart(acts)
        .mark_bar()
        .encode(
            x=alt.X("sum(events):Q", title="events"),
            y=alt.Y("event_type:N", title=None),
            color=alt.Color("status:N", title=None),
            column=alt.Column("actor:N", title=None),
        )
        .properties(width=110)
    )
    mo.vstack([deeds, mo.md(f"{acts['events'].sum()} events have an actor.")])
    return acts, deeds


if __name__ == "__main__":
    app.run()
