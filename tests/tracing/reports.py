"""Reports of our own, in the manner of real ones, that the tracing tests share."""

from __future__ import annotations

from datetime import date

from counterclaim.model import Credit, Document, Span

WIRE = """Shelling kills 14 at market in Tal Zahra
TAL ZAHRA, March 3 (Reuters) - Artillery shells hit a crowded vegetable market in the northern \
town of Tal Zahra on Monday, killing at least 14 people and wounding dozens more, rescue workers \
and a local doctor said.

The first shells landed shortly after nine in the morning, when farmers from the surrounding \
villages were unloading their trucks, the head of the town's rescue service said. A second salvo \
fell as ambulances arrived.

"We pulled three children out of the bakery cellar, and one of them was still breathing," rescue \
worker Samir Haddo told Reuters by telephone. He said the hospital had run out of blood within \
an hour.

The army said in a statement that its guns had answered fire from a militia position beside the \
grain silos and that it knew of no civilian losses. The militia denied having men in the town.

Tal Zahra lies on the road that links the provincial capital with the border crossing at Um Rajab \
and has changed hands four times since the fighting began.
"""

# The wire cut after three paragraphs, under a headline of the outlet's own.
REPRINT = """Market massacre: shells rain on northern town

Artillery shells hit a crowded vegetable market in the northern town of Tal Zahra on Monday, \
killing at least 14 people and wounding dozens more, rescue workers and a local doctor said.

The first shells landed shortly after nine in the morning, when farmers from the surrounding \
villages were unloading their trucks, the head of the town's rescue service said. A second salvo \
fell as ambulances arrived.

"We pulled three children out of the bakery cellar, and one of them was still breathing," rescue \
worker Samir Haddo told Reuters by telephone.
"""

# Somebody who went there: the same event and one fact in common, no sentence.
INDEPENDENT = """Traders bury their dead after attack on Tal Zahra
Fifteen coffins stood in the yard of the old mosque on Monday evening. Our correspondent counted \
them twice. Most of the dead, relatives told her, had come to sell onions and early tomatoes.

Umm Khalil lost two sons. They had left home before dawn, she said, because the best places are \
gone by eight. Neighbours blame the battery on the ridge to the east, which has fired at the \
crossroads almost every day this month.

Nobody from the army answered our calls. A militia officer who gave his name as Abu Jad said his \
men had left the silos on Saturday.
"""

# Sentences of the wire, each told again in the outlet's own words and terms.
REWRITE = """Terrorist mortars or army guns? Questions over Tal Zahra
Artillery shells struck a crowded vegetable market in the northern town of Tal Zahra on Monday, \
leaving at least 14 people dead and wounding dozens more, according to rescue workers and a local \
doctor.

The first shells landed shortly after 9 am, as farmers from surrounding villages unloaded their \
trucks, said the head of the town's rescue service. A second salvo came down as ambulances \
arrived.

The army said in a statement its guns had answered fire from a militia position beside the grain \
silos, and that it knew of no civilian losses. The militia denied it had men in the town.
"""

# Two reporters at one press conference: the minister's sentences in quotation marks, nothing else.
SPEECH = (
    '"Our forces have taken the last three villages on the eastern bank of the river, and they'
    ' will not go home before the bridge at Um Rajab is open again for every farmer and teacher"'
)
QUOTING_ONE = f"""Minister vows to reopen bridge
The defence minister spoke for an hour in the capital on Tuesday, mostly about pay.
{SPEECH}, he said, to applause from officers in the front rows.
Opposition deputies left the hall before he had finished; they want an inquiry into fuel purchases.
"""
QUOTING_OTHER = f"""Army claims river villages
An offensive that began before the rains has reached the water, if the government is to be believed.
At a news conference General Ayub Tamer declared: {SPEECH}.
Residents reached by radio could not confirm this, and spoke of heavy shelling during the night.
"""

SOURCES = """The Valley Monitor, a war watchdog based in Geneva, relies on a network of doctors, \
teachers and local officials on all sides of the front to gather its figures and says it counts \
nobody twice."""


def document(
    name: str, text: str, day: int | None = 3, outlet: str | None = None, *credits: Credit
) -> Document:
    """A report of March 2031, or undated."""
    published = None if day is None else date(2031, 3, day)
    return Document(name, text, outlet=outlet or name, published=published, credits=credits)


def credit(text: str, words: str, kind: str = "inline") -> Credit:
    """The credit that stands at the first of these words in the text."""
    at = text.index(words)
    assert kind in ("dateline", "byline", "tail", "inline")
    return Credit(words, Span(at, at + len(words)), kind)  # type: ignore[arg-type]
