"""Times of day: 10:30 a.m. EDT Tuesday, 0800 UTC, noon, Friday night, this morning."""

from dataclasses import replace

from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Clock, Meaning, Shifted, Told
from pipeline.time_expressions.surroundings import AROUND, part_stands, part_told

DAYS = "weekly|month_day|full_day|daily|dated"


def _face(hour: int, minute: int, pole: str | None = None) -> str | None:
    """HH:MM of a reading of the clock; null when no clock shows it."""
    if pole:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if pole == "PM" else 0)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _clock(time: str | None, zone: str | None, precision: str = "minute") -> Clock | None:
    return Clock(time + ("Z" if zone == "Z" else ""), precision) if time else None


@rule("hour|small pole [zone]", makes="clock")
def hour_of_half_day(m: Match) -> Clock | None:
    """10 a.m., 7 pm EST."""
    return _clock(_face(m["hour"] or m["small"], 0, m["pole"]), m["zone"])


@rule("clock_face|dotted_clock pole [zone]", "clock_face|dotted_clock zone", makes="clock")
def face_of_half_day(m: Match) -> Clock | None:
    """10:30 a.m., 16:08 UTC."""
    hour, minute, _ = m["clock_face"] or m["dotted_clock"]
    return _clock(_face(hour, minute, m["pole"]), m["zone"])


@rule("clock12 [zone]", makes="clock")
def short_clock(m: Match) -> Clock | None:
    """5pm."""
    hour, minute, pole = m["clock12"]
    return _clock(_face(hour, minute, pole), m["zone"])


@rule("clock_face", makes="clock")
def bare_face(m: Match) -> Clock | None:
    """10:30, where it is no score and no verse."""
    hour, minute, _ = m["clock_face"]
    return _clock(_face(hour, minute), None) if m.before() in AROUND["before_clock"] else None


@rule("hhmm zone", "hhmm hours_word", makes="clock")
def military_clock(m: Match) -> Clock | None:
    """0800 UTC."""
    hour, minute, _ = m["hhmm"]
    return _clock(_face(hour, minute), m["zone"])


@rule("hour|small o_clock", makes="clock")
def o_clock(m: Match) -> Clock | None:
    """Five o'clock."""
    return _clock(_face(m["hour"] or m["small"], 0), None)


@rule("clock_word", "clock_word zone", "clock_word clock_word", makes="clock")
def noon(m: Match) -> Clock | None:
    """Noon, midnight."""
    return _clock(f"{m['clock_word']}:00", m["zone"])


@rule("clock", makes="time")
def clock_alone(m: Match) -> Meaning:
    """A time on the day that the text is at."""
    found: Clock = m["clock"]
    return found


@rule(f"clock [,] {DAYS}", "clock on full_day|month_day|weekly", f"clock [,] on {DAYS}", makes="time")
def clock_and_day(m: Match) -> Meaning | None:
    """10 a.m. Tuesday, 12:00 UTC on June 1."""
    return _on(m["clock"], m.edges[-1].value)


@rule(f"{DAYS} [,] clock", f"{DAYS} at clock", f"{DAYS} , at clock", makes="time")
def day_and_clock(m: Match) -> Meaning | None:
    """Tuesday at 10 a.m."""
    return _on(m["clock"], m.edges[0].value)


def _on(clock: Clock, day: Meaning) -> Meaning:
    return replace(clock, day=day)


@rule("weekly daypart", "weekly hyphen daypart", "full_day|month_day daypart", makes="time")
def day_and_part(m: Match) -> Meaning | None:
    """Friday night, May 5 morning; no title: Friday Night Lights."""
    if m.tokens.capital(m.end - 1):
        return None
    return Clock(m["daypart"], "hour", m.edges[0].value)


@rule("daily daypart", "part weekly daypart", "part daily daypart", makes="time")
def relative_day_and_part(m: Match) -> Meaning:
    """Yesterday morning, late Friday night."""
    day = m["daily"] or m["weekly"]
    return Clock(m["daypart"], "hour", day)


@rule(
    "the daypart of day|nth month [year]",
    "[the] daypart of full_day|month_day|weekly|daily|shifted",
    "daypart on full_day|month_day|weekly",
    makes="time",
)
def part_of_day(m: Match) -> Meaning | None:
    """The night of May 5, on the morning of June 22, 1941."""
    day = m["full_day"] or m["month_day"] or m["weekly"] or m["daily"]
    if day is None and getattr(m["shifted"], "unit", "") == "day":
        day = m["shifted"]
    return Clock(m["daypart"], "hour", day) if day else None


@rule("this daypart", "part this daypart", makes="time")
def this_part(m: Match) -> Meaning:
    """This morning."""
    return Clock(m["daypart"], "hour", Shifted(0, "day"))


@rule("tonight", makes="time")
def tonight(m: Match) -> Meaning:
    """Tonight."""
    return Clock("NI", "hour", Shifted(0, "day"))


@rule("the next|following daypart", "the very next daypart", makes="time")
def next_part(m: Match) -> Meaning:
    """The next morning, the following night."""
    return Clock(m["daypart"], "hour", Shifted(1, "day", told=True))


@rule("the before_that daypart", makes="time")
def previous_part(m: Match) -> Meaning:
    """The previous evening."""
    return Clock(m["daypart"], "hour", Shifted(-1, "day", told=True))


@rule("night_before", makes="time")
def night_before(m: Match) -> Meaning:
    """The night before."""
    return Clock("NI", "hour", Shifted(-1, "day", told=True))


@rule("the same daypart", "that [same] daypart", "part that [same] daypart", makes="time")
def that_part(m: Match) -> Meaning | None:
    """That night, the same evening: on the day that the text is at."""
    return Clock(m["daypart"], "hour", Told("day"))


@rule("part next|the next|following daypart", makes="time")
def early_next_part(m: Match) -> Meaning | None:
    """Early the next morning."""
    return Clock(m["daypart"], "hour", Shifted(1, "day", told=True)) if m.has("the") else None


@rule("hour|small in the daypart", "hour|small this daypart", "hour|small tonight", makes="time")
def hour_and_part(m: Match) -> Meaning | None:
    """9 this morning, seven in the evening."""
    hour = m["hour"] or m["small"]
    if m.before() not in AROUND["before_clock"] or not 1 <= hour <= 12:
        return None
    late = m["daypart"] != "MO" and hour < 12
    return Clock(f"{hour + 12 if late else hour:02d}:00", "hour", None if m.has("the") else Shifted(0, "day"))


@rule(
    "clock in the daypart",
    "clock this daypart",
    "clock yesterday|tomorrow|tonight",
    "clock weekly daypart",
    makes="time",
)
def clock_and_part(m: Match) -> Meaning | None:
    """Seven o'clock in the evening, 10 a.m. this morning."""
    clock: Clock = m["clock"]
    hour = int(clock.time[:2])
    late = (m["daypart"] in ("AF", "EV", "NI") or m.has("tonight")) and hour < 12 and hour > 3
    time = f"{hour + 12 if late else hour:02d}{clock.time[2:]}"
    shift = -1 if m.has("yesterday") else 1 if m.has("tomorrow") else 0
    day = m["weekly"] or (None if m.has("the") else Shifted(shift, "day"))
    return replace(clock, time=time, day=day)


@rule("the daypart", "the edge of the daypart", makes="time")
def the_part(m: Match) -> Meaning | None:
    """The morning, after a word like in or during; the middle of the night."""
    return Clock(m["daypart"], "hour") if part_told(m) else None


@rule("daypart", makes="time")
def at_night(m: Match) -> Meaning | None:
    """Night, after at; overnight."""
    return Clock(m["daypart"], "hour") if part_stands(m) else None
