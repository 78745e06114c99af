"""Boilerplate by repetition: lines that one site puts around many different stories."""

import polars as pl

from pipeline.repeats.normal_form import normal_form

FEWEST_STORIES = 5
LEAST_SHARE = 0.1
MOST_WORDS = 60
MOST_SHARED = 0.5
REASON = "told around many stories of one site"
DOMAIN = r"^https?://(?:www\d?\.)?([^/:?#]+)"


def mark_site_boilerplate(documents: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """The `paragraphs`, with prose and headings that a site repeats around different stories as boilerplate.

    A site is a publisher, or else the domain of the address. A line counts when it stands in at least five of the
    site's stories and a tenth of them, and most of what else those stories tell is their own: copies of one story
    share everything and so mark nothing.
    """
    sites = documents.select(
        "doc_id", site=pl.coalesce("publisher", pl.col("source_url").str.extract(DOMAIN).str.to_lowercase())
    ).drop_nulls()
    told = (
        paragraphs.filter(pl.col("role").is_in(["prose", "heading"]))
        .join(sites, on="doc_id")
        .select("paragraph_id", "doc_id", "site", form=normal_form(pl.col("text")))
        .filter(pl.col("form").str.count_matches(" ") < MOST_WORDS)
    )
    around = _around_different_stories(told)
    marked = told.join(around, on=["site", "form"], how="semi").select("paragraph_id", around=pl.lit(True))
    is_around = pl.col("around").fill_null(False)
    return (
        paragraphs.join(marked, on="paragraph_id", how="left", maintain_order="left")
        .with_columns(
            role=pl.when(is_around).then(pl.lit("boilerplate")).otherwise("role"),
            role_reason=pl.when(is_around).then(pl.lit(REASON)).otherwise("role_reason"),
        )
        .drop("around")
    )


def _around_different_stories(told: pl.DataFrame) -> pl.DataFrame:
    """`site` and `form` of the lines that stand around many stories which share little else."""
    stories = pl.col("doc_id").n_unique()
    sizes = told.group_by("site").agg(size=stories)
    forms = told.group_by("site", "form").agg(stories=stories).filter(pl.col("stories") >= 2)
    often = told.join(forms, on=["site", "form"], how="left").with_columns(shared=pl.col("stories").is_not_null())
    own = often.group_by("doc_id").agg(share=pl.col("shared").mean())
    held = often.filter(pl.col("stories") >= FEWEST_STORIES).join(own, on="doc_id")
    return (
        held.group_by("site", "form")
        .agg(stories=stories, share=pl.col("share").median())
        .join(sizes, on="site")
        .filter(
            (pl.col("stories") >= FEWEST_STORIES)
            & (pl.col("stories") >= LEAST_SHARE * pl.col("size"))
            & (pl.col("share") <= MOST_SHARED)
        )
        .select("site", "form")
    )
