"""What a number counts: troops, killed, wounded, money; by its noun and by what befell it."""

from functools import cache

from pipeline.lexicon import words

DEAD_AND_HURT = frozenset({"killed", "wounded"})
BOTH = "killed_or_wounded"


@cache
def _inverted(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for measure, entries in words("measures")[name].items():
        for entry in entries:
            found.setdefault(entry, measure)
    return found


@cache
def _list(name: str, key: str) -> frozenset[str]:
    return frozenset(words("measures")[name][key])


def noun_measure(noun: str | None) -> str | None:
    """What a noun counts by itself; null for an unknown one.

    >>> noun_measure("soldier"), noun_measure("casualty"), noun_measure("idea")
    ('troops', 'killed_or_wounded', None)
    """
    return _inverted("nouns").get(noun.lower()) if noun else None


def fate_of(word: str | None) -> str | None:
    """What a verb or adjective does to persons; null when it does nothing that is counted.

    >>> fate_of("kill"), fate_of("dead"), fate_of("sing")
    ('killed', 'killed', None)
    """
    if not word:
        return None
    lowered = word.lower()
    adjectives = {
        entry: key for key in words("measures")["fates"] if key != "of" for entry in words("measures")["fates"][key]
    }
    return _inverted("verbs").get(lowered) or adjectives.get(lowered)


def fate_of_deed(noun: str | None) -> str | None:
    """What a noun does to those after "of"; null when it does nothing that is counted.

    >>> fate_of_deed("killing"), fate_of_deed("song")
    ('killed', None)
    """
    return _inverted("deeds").get(noun.lower()) if noun else None


def fate_of_moved(verb: str, place: str) -> str | None:
    """What became of persons whom a verb moves to a place or from one: to be cared for, or driven from home.

    >>> fate_of_moved("take", "hospital"), fate_of_moved("drive", "home"), fate_of_moved("take", "court")
    ('hospitalised', 'displaced', None)
    """
    known = words("measures")["moved"]
    return next(
        (fate for fate, said in known.items() if verb.lower() in said["verbs"] and place.lower() in said["places"]),
        None,
    )


def is_death(verb: str, thing: str) -> bool:
    """Whether a verb and its object say that its subject dies.

    >>> is_death("lose", "life"), is_death("lose", "job")
    (True, False)
    """
    return verb.lower() in _list("dying", "verbs") and thing.lower() in _list("dying", "things")


def is_captive(noun: str) -> bool:
    """Whether a noun beside a verb of taking says that persons were taken captive.

    >>> is_captive("hostage"), is_captive("home")
    (True, False)
    """
    return noun.lower() in _list("care", "captives")


def is_own_fate(verb: str) -> bool:
    """Whether a verb says what becomes of its subject, whatever its object.

    >>> is_own_fate("flee"), is_own_fate("kill")
    (True, False)
    """
    return verb.lower() in _list("own", "verbs")


def begins_count(word: str) -> bool:
    """Whether a small word before a verb begins another count: "and several wounded"."""
    return word.lower() in _list("own", "others")


def is_body(noun: str) -> bool:
    """Whether a noun is that of an institution, which is counted and is no person.

    >>> is_body("agency"), is_body("agent")
    (True, False)
    """
    return noun.lower() in _list("bodies", "nouns")


def joined_fate(one: str | None, other: str | None) -> str | None:
    """Two fates of the same persons as one measure: killed or wounded.

    >>> joined_fate("killed", "wounded"), joined_fate("killed", None)
    ('killed_or_wounded', 'killed')
    """
    return BOTH if {one, other} == DEAD_AND_HURT else one or other


def is_harmed(measure: str | None) -> bool:
    """Whether a measure counts persons to whom something can befall.

    >>> is_harmed("troops"), is_harmed("vehicles")
    (True, False)
    """
    return measure in _list("persons", "harmed")


def measure_of(noun: str | None, trigger: str | None = None) -> str | None:
    """What a number before `noun` counts in an event told by `trigger` (both as a dictionary has them).

    >>> measure_of("soldier", "deploy"), measure_of("soldier", "kill"), measure_of("shell", "send")
    ('troops', 'killed', 'munitions')
    """
    counted, fate = noun_measure(noun), fate_of(trigger)
    return fate if fate and (counted is None or is_harmed(counted)) else counted


def unit_of_measure(measure: str | None) -> str | None:
    """ "people" for measures of persons, else null: the noun says the unit."""
    unit = words("measures")["unit_people"]
    return str(unit["unit"][0]) if measure in unit["measures"] else None
