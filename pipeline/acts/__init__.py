"""What a sentence tells: acts drafted from its clauses, given their parties, weighed, merged."""

from pipeline.acts.draft import Draft, is_bare_toll
from pipeline.acts.drafting import drafts

__all__ = ["Draft", "drafts", "is_bare_toll"]
