"""Every threshold and choice of the program, in one place, printed in every report.

A name here says what it decides; the comment above it says why the value is what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from counterclaim.estimates import LATEST_PER_VOICE, Estimate, recorded


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices that a ledger is built under. Change them with ``dataclasses.replace``."""

    # Characters. Longer runs without a full stop are tables, menus or damaged text; no sentence of
    # the 283 annotated reports is longer than 1,568.
    sentence_longest: int = 2000

    # Days. Reports further apart are not compared, unless they are the same text: reprints follow
    # within days, and a month leaves room for wrong date lines.
    trace_window_days: int = 31
    # Documents. Five words in turn that more of them have within the window are common: in a large
    # collection stock phrases are. They say nothing by themselves, only with the five words before
    # or behind them. Between 5 and 20 figures move by 0.01; the fewer, the less work.
    trace_rare_places: int = 8
    # Documents. Ten words in turn that more of them have are stock (a background paragraph, a menu)
    # if they have them on days further apart than ``trace_news_days``, and else a dispatch that all
    # printed, of which each report is compared with the next two only. The bound keeps the work in
    # step with the collection; ten words are so seldom equal by chance that it need not grow.
    trace_common_places: int = 20
    # Places of five words in turn. Reports that share fewer share stock phrases only: a run of
    # twelve words has eight places, a sentence of twenty sixteen. Reports of one day are looked at
    # from fewer on, since they may tell the same in other words.
    trace_seed_places: int = 12
    trace_day_places: int = 5
    # Words. Pairs of documents that share so many are worth a look where nothing more is asked of
    # them than their number; of more than 50 nine in ten are copies in collections of 20,000.
    trace_candidate_words: int = 50
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
    # Share of the shorter report. What is less of it, shorter than a background paragraph and shows
    # neither a source nor a direction joins no families: it may be background of a third.
    trace_family_share: float = 0.25
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
    # Bytes, and elements, of a page, feed or e-mail. Pages of news have some hundred thousand bytes
    # and some thousand elements; a hostile feed takes some seconds for each million bytes.
    read_markup: int = 8 * 2**20
    read_elements: int = 100_000
    # Values in a JSON file, or a line of one, and cells of a table's row. Each takes some hundred
    # bytes of memory, be it empty; a report has ten.
    read_values: int = 4_000_000
    # Problems that are told of each file one by one; of a hostile one there may be millions.
    read_problems: int = 100
    # Pages of a PDF file. Its text ends at ``read_page`` before that, unless they are nearly empty.
    read_sheets: int = 2000
    # Bytes of a group of rows in a Parquet file, as it says itself: groups are read whole.
    read_row_group: int = 2**30
    # Packed texts shrink to a third or a tenth, the most alike to a hundredth. Whatever unpacks to
    # more than so many times its size, or to more bytes than a web archive of a day, is a trap.
    read_ratio: int = 200
    read_unpacked: int = 64 * 2**30
    # Members of an archive; each takes a kilobyte of memory.
    read_members: int = 500_000
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
    # Claims. Of those before and after it in time each is compared with so many of one province,
    # and where places are not told so precisely with so many of the country: the bound keeps the
    # work in step with the collection. What was not compared is told with each fact.
    match_neighbours: int = 200
    # Log-odds. Two facts are near misses if two claims of them, by themselves, lie no further below
    # the threshold; and how many are kept of a fact: what a reviewer looks at.
    match_margin: float = 0.5
    match_near: int = 3
    # Facts. So many of those that contain a fact are kept, the narrowest.
    match_within: int = 12
    # Days. Claims on who holds a place are set against each other if they are about days, or
    # appeared, no further apart than this: control changes.
    reconcile_control_days: int = 2
    # Days. That a place was taken or left is told without a day for about a week ("prompting the
    # army to retreat"); it may then have been on any of so many days before the report.
    reconcile_undated_days: int = 7
    # Different ranges, actors or places that the voices on one question are compared by, each with
    # each. More than a dozen nobody reads; how many pairs were left out is told.
    reconcile_ranges: int = 12
    # Kilometres. Places nearer to each other than this are not called different: one village is
    # spelled in several ways, and a suburb is told by the name of its city.
    reconcile_place_km: float = 15.0
    # Which of the voices' numbers is called the best. The cautious one: none where they conflict.
    estimate: Estimate = LATEST_PER_VOICE

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
        """Each choice by name, as text: how a best value is chosen first, then the thresholds."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        del values["estimate"]
        return self.estimate.described() | {name: str(value) for name, value in values.items()}


DEFAULT = Policy()


def kept(record: Mapping[str, str]) -> Policy:
    """The thresholds as they are, and the way to a best value that a ledger's record names."""
    estimate = recorded(record)
    return replace(DEFAULT, estimate=estimate) if estimate else DEFAULT
