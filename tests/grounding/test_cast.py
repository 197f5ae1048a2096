"""Actors and speakers: who is meant, under which neutral name, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding.cast import Cast
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.registry import packaged
from counterclaim.grounding.scene import Found, Role
from counterclaim.model import Document, Entity, Mention, Span

Who = Callable[..., Found]


@pytest.fixture
def who(gazetteer: Gazetteer, mention: Callable[..., Mention]) -> Who:
    """The entity that words of a text mean, in a report about a country."""

    def find(
        text: str,
        words: str,
        role: Role = "speaker",
        *,
        country: str | None = "SY",
        outlet: str | None = "Example Post",
        heard: Entity | None = None,
    ) -> Found:
        cast = Cast(Document(id="r1", text=text, outlet=outlet), packaged(), gazetteer, country)
        return cast.find(mention(text, words), role, heard)

    return find


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Syrian warplanes", "Syrian armed forces", "state_force"),
        ("the regime", "Syrian armed forces", "state_force"),
        ("army units", "Syrian armed forces", "state_force"),
        ("Russian jets", "Russian armed forces", "state_force"),
        ("Moscow", "Russian armed forces", "state_force"),
        ("Sudanese troops", "Sudanese armed forces", "state_force"),
        ("ISIS fighters", "Islamic State", "armed_group"),
        ("DAESH", "Islamic State", "armed_group"),
        ("Jeish al Islam", "Jaysh al-Islam", "armed_group"),
        ("M23", "March 23 Movement", "armed_group"),
        ("Kurdish fighters", "Kurdish forces", "armed_group"),
        ("US-led coalition jets", "US-led coalition", "international_force"),
        ("a helicopter", "unnamed forces", "other"),
        ("its forces", "unnamed forces", "other"),
        ("junta aircraft", "Syrian armed forces", "state_force"),
        ("Council warplanes", "Council forces", "armed_group"),
        ("Israeli tanks and helicopters", "Israeli armed forces", "state_force"),
        ("Russian missiles", "Russian armed forces", "state_force"),
        ("shelling", "unnamed forces", "other"),
        ("forces loyal to Khalifa Haftar", "Khalifa Haftar forces", "armed_group"),
        ("a suicide bomber", "unnamed attacker", "other"),
        ("Russian and Syrian warplanes", "Russian armed forces and Syrian armed forces", "other"),
    ],
)
def test_actors(who: Who, words: str, name: str, kind: str) -> None:
    entity = who(f"On Monday {words} struck a town.", words, "actor").entity
    assert (entity.name, entity.kind) == (name, kind)


@pytest.mark.parametrize(
    "label",
    ["terrorists", "Takfiri terrorists", "rebels", "the militants", "insurgents", "gunmen",
     "opposition fighters", "jihadists"],
)  # fmt: skip
def test_labels_mean_one_neutral_entity(who: Who, label: str) -> None:
    found = who(f"On Monday {label} attacked a town.", label, "actor")
    assert found.entity.name == "unnamed armed groups in Syria"
    assert "label" in found.reason


def test_a_label_with_a_name_is_the_group(who: Who) -> None:
    text = "Terrorists belonging to Hayat Tahrir al-Sham attacked a town."
    found = who(text, "Terrorists belonging to Hayat Tahrir al-Sham", "actor")
    assert found.entity.name == "Hayat Tahrir al-Sham"


@pytest.mark.parametrize("words", ["A militant website", "a rebel spokesman", "Regime sources"])
def test_no_entity_is_named_by_a_label(who: Who, words: str) -> None:
    name = who(f"{words} said so.", words).entity.name.lower()
    assert not any(label in name for label in ("militant", "rebel", "terrorist", "regime"))


@pytest.mark.parametrize(
    "words", ["the Observatory", "The monitor", "a monitoring group", "SOHR", "The watchdog"]
)
def test_words_that_stand_for_the_organisation_named_before(who: Who, words: str) -> None:
    text = f"The Syrian Observatory for Human Rights told of a raid. {words} said six died."
    assert who(text, words).entity.name == "Syrian Observatory for Human Rights"


def test_a_headline_may_speak_of_one_named_later(who: Who) -> None:
    text = "Raid kills six, monitor says\nSix died, the Syrian Network for Human Rights said."
    assert who(text, "monitor").entity.name == "Syrian Network for Human Rights"


def test_the_ministry_is_the_last_one_named(who: Who) -> None:
    text = "The Russian Defence Ministry denied it. Later the ministry spoke again."
    cast_name = "Russian Ministry of Defence"
    assert who(text, "The Russian Defence Ministry").entity.name == cast_name
    assert who("The defence ministry in Moscow denied it.", "The defence ministry in Moscow") \
        .entity.name == cast_name  # fmt: skip
    assert who("The defence ministry denied it.", "The defence ministry").entity.name == (
        "Syrian Ministry of Defence"
    )


@pytest.mark.parametrize(
    ("outlet", "text", "name"),
    [
        ("RT", "Russian jets struck Homs, the defence ministry said.", "Russian"),
        ("RT", "A blast shook Homs, the defence ministry said.", "Syrian"),
        ("BBC", "Russian jets struck Homs, the defence ministry said.", "Syrian"),
        ("RT", "Russian jets left. In Iraq, the defence ministry said so too.", "Iraqi"),
    ],
)
def test_a_ministry_is_of_the_outlets_country_where_the_text_names_it(
    who: Who, outlet: str, text: str, name: str
) -> None:
    found = who(text, "the defence ministry", outlet=outlet)
    assert found.entity.name == f"{name} Ministry of Defence"


def test_unnamed_sources_belong_to_who_quotes_them(who: Who, gazetteer: Gazetteer) -> None:
    text = "Activists said six died."
    here = who(text, "Activists", outlet="Example Post")
    there = who(text, "Activists", outlet="Other Times")
    agency = who("Reuters", "Reuters", "via").entity
    by_agency = [who(text, "Activists", outlet=each, heard=agency) for each in ("A", "B")]
    assert here.entity.kind == "unnamed_source"
    assert here.entity != there.entity
    assert by_agency[0].entity == by_agency[1].entity
    assert by_agency[0].entity.name == "activists, as heard by Reuters"


def test_one_source_in_singular_and_plural(who: Who) -> None:
    one = who("A military source said so.", "A military source")
    many = who("Military sources said so.", "Military sources")
    assert one.entity == many.entity
    assert one.entity.name == "military sources, as heard by Example Post"


def test_a_witness_is_an_eyewitness(who: Who) -> None:
    assert who("A witness saw it.", "A witness").entity.kind == "eyewitness"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("SANA reporter", "SANA"),
        ("An AFP photographer", "AFP"),
        ("a spokesman for UNICEF", "United Nations Children's Fund"),
        ("state television", "Syrian state television"),
        ("the state news agency", "SANA"),
        ("a source in the YPG", "source at People's Protection Units"),
    ],
)
def test_sources_within_what_is_named(who: Who, words: str, name: str) -> None:
    assert who(f"It happened, {words} said.", words).entity.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Ahmad Karim, head of the Syrian Network for Human Rights, said six died. Karim left.",
        "Syrian Network for Human Rights director Ahmad Karim said six died. Karim left.",
        "The director of the Syrian Network for Human Rights, Ahmad Karim, spoke. Karim left.",
    ],
)
def test_a_person_speaks_for_an_organisation(who: Who, text: str) -> None:
    for words in ("Ahmad Karim", "Karim left"):
        found = who(text, words.removesuffix(" left"))
        assert (found.entity.name, found.entity.kind) == ("Ahmad Karim", "person")
        assert found.root is not None
        assert found.root.name == "Syrian Network for Human Rights"


def test_a_person_is_the_same_under_other_transliterations(who: Who) -> None:
    spellings = (
        "Sami Abdel Rahman", "Sami Abdelrahman", "Sami Abdul-Rahman", "Sami Abdurrahman",
        "Sami Abd al-Rahman", "Sami Abdur Rahman",
    )  # fmt: skip
    assert len({who(f"{name} said so.", name).entity.id for name in spellings}) == 1


def test_he_is_the_last_speaker(gazetteer: Gazetteer, mention: Callable[..., Mention]) -> None:
    text = "Ahmad Karim of the town council said six died. He said more were hurt."
    cast = Cast(Document(id="r1", text=text), packaged(), gazetteer, "SY")
    first = cast.find(mention(text, "Ahmad Karim"), "speaker")
    assert cast.find(mention(text, "He"), "speaker").entity == first.entity


@pytest.mark.parametrize(
    "text",
    [
        "Ahmad Karim, who heads the Karvia-based Lantern Relief Committee, said six died.",
        "Ahmad Karim of the Lantern Relief Committee said six died.",
        "Lantern Relief Committee Executive Director Ahmad Karim said six died.",
        "Ahmad Karim, director of the Coast and Hills division at the Lantern Relief Committee.",
        "Six died, said Ahmad Karim, the Lantern Relief Committee chief, on Monday.",
        "Ahmad Karim told it. He is known. Ahmad Karim, head of the Lantern Relief Committee.",
    ],
)
def test_ways_to_say_whom_a_person_speaks_for(who: Who, text: str) -> None:
    root = who(text, "Ahmad Karim").root
    assert root is not None
    assert root.name.removeprefix("Karvia-based ") == "Lantern Relief Committee"


@pytest.mark.parametrize(
    "text",
    [
        "the Syrian Network for Human Rights counted. Its head Ahmad Karim spoke.",
        "the Syrian Network for Human Rights counted. The head of the monitoring group, "
        "Ahmad Karim, spoke.",
        "the Syrian Network for Human Rights counted, said network director Ahmad Karim.",
    ],
)
def test_an_organisation_told_by_what_it_is(who: Who, text: str) -> None:
    root = who(text, "Ahmad Karim").root
    assert root is not None
    assert root.name == "Syrian Network for Human Rights"


@pytest.mark.parametrize(
    "text",
    [
        "Ahmad Karim, a spokesman, told Reuters on Monday.",
        "The director of the service, Ahmad Karim, spoke.",
        "Regional Director Ahmad Karim spoke.",
        "Israeli radio quoted Defence Minister Ahmad Karim.",
    ],
)
def test_nobody_is_given_an_organisation_that_the_text_does_not_name(who: Who, text: str) -> None:
    assert who(text, "Ahmad Karim").root is None


def test_a_group_not_known_yet_is_the_one_named_next(who: Who) -> None:
    text = (
        "Airwars counted ten raids. Meanwhile a monitoring group told of six dead. The Syrian "
        "Network for Human Rights gave their names. The monitoring group has people there."
    )
    assert who(text, "a monitoring group").entity.name == "Syrian Network for Human Rights"
    assert who(text, "The monitoring group").entity.name == "Syrian Network for Human Rights"


def test_the_defence_ministry_in_a_capital_that_follows(who: Who) -> None:
    text = "Six died, the defence ministry in Moscow said. The ministry denied more."
    assert who(text, "the defence ministry").entity.name == "Russian Ministry of Defence"


def test_a_minister_is_the_person_whom_the_text_names_so(who: Who) -> None:
    text = "French FM blames raid\nFrench Foreign Minister Paul Lantern blamed a raid."
    found = who(text, "French FM")
    assert found.entity.name == "Paul Lantern"
    assert found.root is not None
    assert found.root.name == "French Ministry of Foreign Affairs"
    alone = who("French FM blames raid", "French FM")
    assert alone.entity.name == "French Ministry of Foreign Affairs"


def test_the_official_is_the_last_one_quoted(
    gazetteer: Gazetteer, mention: Callable[..., Mention]
) -> None:
    text = "A Turkish official said six died. A source gave eight. The official knew of no more."
    cast = Cast(Document(id="r1", text=text, outlet="Post"), packaged(), gazetteer, "SY")
    first = cast.find(mention(text, "A Turkish official"), "speaker")
    cast.find(mention(text, "A source"), "speaker")
    assert first.entity.kind == "official"
    assert cast.find(mention(text, "The official"), "speaker").entity == first.entity


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("the Homs governor", "governor of Homs", "official"),
        ("the governor of Homs", "governor of Homs", "official"),
        ("the Turkish ambassador to Syria", "Turkish ambassador to Syria", "official"),
        ("Syrian authorities", "Government of Syria", "state"),
        ("opposition groups", "opposition in Syria", "organisation"),
        ("Local and media sources", "local and media sources, as heard by Example Post",
         "unnamed_source"),
        ("A Madaya resident", "Madaya residents, as heard by Example Post", "eyewitness"),
        ("the Hezbollah media unit", "Hezbollah", "armed_group"),
        ("Turkey and Russia", "Government of Russia and Government of Turkey", "other"),
        ("the Syrian rescue service", "Syrian Civil Defence", "organisation"),
        ("Critics", "critics, as heard by Example Post", "unnamed_source"),
    ],
)  # fmt: skip
def test_kinds_of_speaker(who: Who, words: str, name: str, kind: str) -> None:
    entity = who(f"It rained on Monday, {words} said.", words).entity
    assert (entity.name, entity.kind) == (name, kind)


def test_a_unit_tied_to_a_group_by_the_words_after_it(who: Who) -> None:
    text = "It was over, a media unit linked to the Hezbollah group said."
    assert who(text, "a media unit").entity.name == "Hezbollah"


@pytest.mark.parametrize("words", ["pro-Hezbollah fighters", "Al-Qaeda-linked insurgents"])
def test_who_is_told_by_another_is_not_that_other(who: Who, words: str) -> None:
    name = who(f"On Monday {words} struck.", words, "actor").entity.name
    assert name not in ("Hezbollah", "Al-Qaeda")


def test_one_name_alone_is_anothers_in_every_outlet(who: Who) -> None:
    here, there = (
        who("Ahmad said six died.", "Ahmad", outlet=outlet).entity for outlet in ("A", "B")
    )
    assert here.name == there.name == "Ahmad"
    assert here.id != there.id
    titled = [
        who("President Karim spoke.", "President Karim", outlet=outlet).entity
        for outlet in ("A", "B")
    ]
    assert titled[0] == titled[1]


def test_a_sentences_first_word_is_no_forename(who: Who) -> None:
    text = "Like Karim, many left. They left like birds. Karim said so."
    assert who(text, "Karim said".removesuffix(" said")).entity.name == "Karim"


def test_an_unknown_name_is_an_entity_of_its_own(who: Who) -> None:
    first = who("The Lantern Relief Committee said so.", "The Lantern Relief Committee")
    again = who("The Lantern Relief committee spoke.", "The Lantern Relief committee")
    assert first.entity.name == "Lantern Relief Committee"
    assert first.entity.kind == "organisation"
    assert first.entity.id == again.entity.id


def test_a_name_that_several_go_by_is_of_the_country_of_the_text(who: Who) -> None:
    here = who("The RSF shelled a camp.", "The RSF", "actor", country="SD").entity
    there = who("The RSF spoke of reporters.", "The RSF", country="FR").entity
    assert (here.name, there.name) == ("Rapid Support Forces", "Reporters Without Borders")


def test_backed_fighters_are_not_the_backers_own(who: Who) -> None:
    text = "US-backed fighters took a town."
    assert who(text, "US-backed fighters", "actor").entity.kind == "armed_group"


@pytest.mark.parametrize(
    "words", ["activist Ahmad Karim", "President Karim", "Governor Ahmad Karim"]
)
def test_a_name_after_a_calling_or_title(who: Who, words: str) -> None:
    found = who(f"It rained, {words} said.", words)
    assert (found.entity.name.split()[-1], found.entity.kind) == ("Karim", "person")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("PRESIDENT KARIM", "Karim"),
        ("MILITARY SOURCES", "military sources, as heard by Example Post"),
        ("FMLN GUERRILLAS", "Farabundo Marti National Liberation Front"),
        ("THE ARMED FORCES PRESS COMMITTEE", "Armed Forces Press Committee"),
        ("RADIO LANTERN", "Radio Lantern"),
    ],
)
def test_text_in_capitals_throughout(who: Who, words: str, name: str) -> None:
    found = who(f"IT RAINED ON MONDAY, {words} SAID.", words, country="SV")
    assert found.entity.name == name


def test_an_army_spokesman_speaks_for_the_army(who: Who) -> None:
    text = "Near Zalingei. Sudanese army spokesman Ahmad Karim denied it."
    found = who(text, "Ahmad Karim", country="SD")
    assert found.root is not None
    assert found.root.name == "Sudanese armed forces"


def test_an_outlet_quoted_is_the_outlet(who: Who) -> None:
    text = "Thirty died, the Example Post said."
    found = who(text, "the Example Post", outlet="Example Post")
    assert (found.entity.name, found.entity.kind) == ("Example Post", "outlet")


def test_one_who_is_described_in_two_ways(who: Who) -> None:
    headline = who("Toll rises, hospital director says.", "hospital director")
    body = who("The director of the city's hospital spoke.", "The director of the city's hospital")
    assert headline.entity == body.entity


def test_a_minister_speaks_for_the_ministry(who: Who) -> None:
    found = who("Health minister Ahmad Karim spoke.", "Ahmad Karim")
    assert found.root is not None
    assert found.root.name == "Syrian Ministry of Health"


def test_an_army_of_no_known_country(who: Who) -> None:
    found = who("On Monday the army struck.", "the army", "actor", country=None)
    assert (found.entity.name, found.entity.kind) == ("state forces", "state_force")


def test_a_unit_keeps_its_name(who: Who) -> None:
    text = "Units of the Fifth Brigade held the town."
    assert who(text, "Units of the Fifth Brigade", "actor").entity.name == "Fifth Brigade"


@given(st.text(min_size=1, max_size=120), st.sampled_from(["actor", "object", "speaker", "via"]))
def test_any_words_mean_somebody(gazetteer: Gazetteer, text: str, role: Role) -> None:
    document = Document(id="r1", text=text, outlet="Example Post")
    mention = Mention(text, Span(0, len(text)), "test")
    found = Cast(document, packaged(), gazetteer, "SY").find(mention, role)
    again = Cast(document, packaged(), gazetteer, "SY").find(mention, role)
    assert found == again
    assert found.entity.name
    assert found.reason


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Jordanian state news agency", "Petra"),
        ("Chadian state news agency", "Chadian state news agency"),
        ("state radio", "Syrian state radio"),
        (
            "the kingdom's state news agency",
            "kingdom's state media agency, as heard by Example Post",
        ),
    ],
)
def test_media_of_a_state(who: Who, words: str, name: str) -> None:
    assert who(f"The base was hit, {words} said.", words).entity.name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("two soldiers", "soldiers, as heard by Example Post"),
        (
            "the regional prosecutor's office",
            "regional prosecutor's office, as heard by Example Post",
        ),
        ("a Syrian soldier", "Syrian soldiers, as heard by Example Post"),
        ("ISIS fighters", "Islamic State"),
    ],
)
def test_unnamed_speakers_speak_for_themselves(who: Who, words: str, name: str) -> None:
    assert who(f"The bridge was lost, {words} told the paper.", words).entity.name == name


def test_the_army_is_the_only_one_that_the_text_names(who: Who) -> None:
    text = "The Israeli military denied firing at the crowd in Gaza. The army said a soldier died."
    assert who(text, "The army", country="PS").entity.name == "Israeli armed forces"
    both = f"{text} The Palestinian army does not exist."
    assert who(both, "The army", country="PS").entity.name == "Palestinian armed forces"
    assert who("The army said so.", "The army").entity.name == "Syrian armed forces"


def test_the_committee_is_the_one_that_the_text_named_last(who: Who) -> None:
    text = (
        "The Madani Resistance Committee posted a list. The Kassab Committee for Relief and Aid "
        "has none. The committee said that 40 died, and a committee of elders agreed."
    )
    assert who(text, "The committee").entity.name == "Kassab Committee"
    assert who(text, "a committee").entity.name != "Kassab Committee"
    first = text.partition(" The Kassab")[0] + " The committee said so."
    found = who(first, "The committee").entity
    assert (found.name, found.kind) == ("Madani Resistance Committee", "organisation")


def test_the_rebels_are_the_only_group_that_the_text_calls_so(who: Who) -> None:
    text = "M23 rebels backed by Rwanda entered Goma. Hezbollah fighters left. The rebels stayed."
    assert who(text, "The rebels", "actor", country="CD").entity.name == "March 23 Movement"
    assert who(text, "M23 rebels backed by Rwanda", "actor").entity.name == "March 23 Movement"
    two = f"{text} FDLR rebels came, and ADF rebels."
    assert who(two, "The rebels", "actor", country="CD").entity.name.startswith("unnamed armed")
    backed = "The town fell to fighters backed by Hezbollah."
    assert who(backed, "fighters backed by Hezbollah", "actor").entity.name != "Hezbollah"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("An army spokesman", "Syrian armed forces"),
        ("a government spokeswoman", "Government of Syria"),
        ("The UN-recognised Government of National Accord", "Government of National Accord"),
        ("the Houthi-run health ministry", "Houthi-run Ministry of Health"),
        ("the Counter Terrorism Service", "Counterterrorism Service"),
        ("The Karabakh defence ministry", "Karabakh defence ministry"),
        (
            "the prosecutor general's office in Homs",
            "prosecutor general's office in Homs, as heard by Example Post",
        ),
    ],
)
def test_who_speaks_for_a_force_or_an_office(who: Who, words: str, name: str) -> None:
    text = f"The Syrian defence ministry said nothing, but {words} did."
    assert who(text, words).entity.name == name
