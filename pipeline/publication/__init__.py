"""When documents that carry no date were published: printed on the page, or the window in which all they say agrees."""

from pipeline.publication.infer import infer_publication

__all__ = ["infer_publication"]
