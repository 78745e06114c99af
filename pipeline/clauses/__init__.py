"""A parsed sentence's predicates with what hangs on them: subject, objects, obliques, complements.

A predicate is a verb, or a noun that tells an act ("the arrest of …"). Relations are those of meaning: the passive
subject is an object, its agent a subject; subjects that the grammar leaves out (participles, infinitives, second
verbs of a pair) are followed to the noun that fills them; a relative pronoun stands for the noun that it relates to.
"""

from pipeline.clauses.clause import Clause, noun_clause, of_nouns, verb_clause
from pipeline.clauses.subjects import surface_subjects

__all__ = ["Clause", "noun_clause", "of_nouns", "surface_subjects", "verb_clause"]
