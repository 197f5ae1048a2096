"""Every threshold and choice of the program, in one place, printed in every report.

A name here says what it decides; the comment above it says why the value is what it is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices that a ledger is built under. Change them with ``dataclasses.replace``."""

    # Characters. Longer runs without a full stop are tables, menus or damaged text; no sentence of
    # the 283 annotated reports is longer than 1,568.
    sentence_longest: int = 2000

    # Days. Reports further apart are not compared, unless they are the same text: reprints follow
    # within days, and a month leaves room for wrong date lines.
    trace_window_days: int = 31
    # Places. Where more later reports within the window share the same five words in turn, they are
    # a stock phrase, or a dispatch that all printed: each is compared with the next two only. The
    # bound keeps the work in step with the collection.
    trace_common_places: int = 20
    # Places of five words in turn. Reports that share fewer share stock phrases only: a run of
    # twelve words has eight places, a sentence of twenty sixteen. Reports of one day are looked at
    # from fewer on, since they may tell the same in other words.
    trace_seed_places: int = 12
    trace_day_places: int = 5
    # Words. A shorter passage ("said the Ministry of Defence on Monday") occurs by chance.
    trace_passage_words: int = 7
    # Words. An edit that replaces, adds or removes more than this ends a passage: about a clause.
    trace_edit_words: int = 8
    # A word edited costs half of what an equal word is worth; a passage ends when edits have cost
    # five equal words more than they brought. From half to double, figures move by 0.01.
    trace_edit_cost: float = 0.5
    trace_edit_slack: float = 5.0
    # Words. Less in common is not worth reporting, not even as a shared quotation.
    trace_shared_words: int = 12
    # Words. At least one passage must be as long as a short sentence: many scraps are the common
    # phrases of long reports.
    trace_sentence_words: int = 15
    # Words of evidence for copying between reports of one day: more than a sentence, since one
    # sentence may come from a statement that both heard.
    trace_copy_words: int = 28
    # Words of evidence between reports of different days, who share the agencies' background
    # paragraphs; less will do where they make up this share of the shorter report.
    trace_later_copy_words: int = 60
    trace_later_copy_share: float = 0.4
    # Telling words that two sentences must share, with half of the shorter one's, to say the same;
    # and how many sentences of one day must do so in the same order to speak of copying where few
    # words are equal. Three may meet by the common form of casualty reports.
    trace_retold_words: int = 6
    trace_retold_sentences: int = 4
    # Words within quotation marks count half: two reporters at one press conference share them.
    trace_quote_weight: float = 0.5
    # Days. What two otherwise different reports further apart share is background, not news.
    trace_news_days: int = 3
    # Pages. What so many pages of one outlet have that are not one story is the outlet's furniture.
    trace_furniture_pages: int = 3
    # Words. Only a passage of so many is background or furniture when it comes back: in a large
    # collection every shorter phrase is met again somewhere.
    trace_standing_words: int = 20
    # Share of both reports' words, from which they are the same report printed twice; and of the
    # shorter one's, from which they tell the same story however far apart their dates are.
    trace_duplicate_share: float = 0.9
    trace_story_share: float = 0.5
    # Words. To believe that a report comes from an origin outside of the collection costs as much
    # as so many words that its source in the collection would leave unexplained; little, where it
    # credits a medium that has no report among its copies.
    trace_unseen_words: float = 20.0
    trace_credited_words: float = 5.0
    # Words that one point of signs for a direction is worth in the tree of a family; and how many
    # words dearer every other tree must be, for a source or a root to be named.
    trace_sign_words: float = 10.0
    trace_tree_margin: float = 15.0
    # Sum of signs from which a direction is given: a credit counts 4, a naming 2, a day's lead 2,
    # or 1 where an agency is named that may be behind both reports.
    trace_direction_score: float = 2.0

    # Bytes. A longer line or file is no report, and would not fit into a laptop's memory.
    read_longest: int = 64 * 2**20
    # Characters. Claims, and what a page says about itself, are looked for no further in, so that a
    # hostile file cannot take hours; no report is longer.
    read_page: int = 200_000
    # Days. A dateline without a year belongs to the year in which it lies this near to a known
    # date: reports of one collection tell of one course of events.
    read_year_window: int = 31

    # Characters of a report that a language model is asked about at once, and of those before them
    # that it is shown for names and pronouns. Small models overlook claims in longer runs, and
    # their answer must fit into what they may say.
    extract_model_page: int = 2000
    extract_model_before: int = 500
    # Seconds. A small model on a laptop takes minutes for a page of many claims.
    extract_model_wait: int = 600
    # Documents. Where so many in a row got no answer the service is down, or refuses: the build
    # stops, rather than wait as long for each of the others.
    extract_model_silences: int = 5

    # Days. Claims in reports that appeared further apart are not compared: what a later report
    # says of an old event is background, and rarely says which event it means.
    match_window_days: int = 30
    # Log-odds. Two groups of claims answer one question if the mean over all pairs between them
    # lies above this. Below even, since many pairs in a group are worded apart (a headline and a
    # background paragraph) while the group as a whole is plain.
    match_threshold: float = -1.4
    # Log-odds. No single pair weighs more than this, so one odd claim cannot decide for a group.
    match_cap: float = 6.0
    # Days. Claims on who holds a place are set against each other if they are about days, or
    # appeared, no further apart than this: control changes.
    reconcile_control_days: int = 2

    # Days. A dateline so far before publication tells when the text was written; wire reports are
    # printed within days.
    ground_dateline_days: int = 3
    # Weights of what speaks for one of several places of a name: that the text names its country,
    # that the text's other places lie in its country or division, that one lies near it, that the
    # text puts it there ("X in Y"), and, last, a tenfold of inhabitants. Tried on LGL's news and on
    # reports of Syria; from half to double, figures move by 0.01.
    ground_country_weight: float = 3.0
    ground_company_weight: float = 4.0
    ground_nearness_weight: float = 2.0
    ground_within_weight: float = 4.0
    ground_people_weight: float = 0.5
    # Share of a country in the names that a text gives, from which its small places are believed;
    # and from which names there are believed in another spelling.
    ground_named_share: float = 0.05
    ground_main_share: float = 0.3
    # Inhabitants from which a place is known the world over, and from which a town is a city.
    ground_known_people: int = 150_000
    ground_city_people: int = 15_000

    def described(self) -> dict[str, str]:
        """Each choice by name, as text, in order."""
        return {name: str(value) for name, value in asdict(self).items()}


DEFAULT = Policy()
