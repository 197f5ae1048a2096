"""Words by which reports speak of actors and sources without naming them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.model.terms import EntityKind

PRONOUNS: Final = words("he she they it him her them who we")
POSSESSIVES: Final = words("its his her their our")
ARTICLES: Final = words(
    "the a an its his her their our this that these those s two three several some another other "
    "one all so called"
)

# Who reports without a name; the key is what the source is called in the entity's name.
SOURCES: Final[Mapping[str, str]] = {
    word: name
    for name, listed in {
        "activists": "activist activists campaigner campaigners",
        "residents": "resident residents locals villager villagers inhabitants",
        "witnesses": "witness witnesses eyewitness eyewitnesses survivor survivors",
        "sources": "source sources souce informant",
        "officials": "official officials officer officers aide aides",
        "authorities": "authorities",
        "commanders": "commander commanders",
        "leaders": "leader leaders",
        "diplomats": "diplomat diplomats",
        "investigators": "investigator investigators",
        "prosecutors": "prosecutor prosecutors",
        "spokespeople": "spokesperson spokesman spokeswoman spokesmen spokespeople",
        **{
            word: word
            for word in (
                "director",
                "head",
                "owner",
                "commissioner",
                "governor",
                "mayor",
                "minister",
                "ambassador",
                "envoy",
            )
        },
        "soldiers": "soldier soldiers serviceman servicemen conscript conscripts airmen",
        "pilots": "pilot pilots",
        "police": "policeman policemen",
        "medics": "medic medics doctor doctors nurse nurses physician paramedics",
        "centres": "centres",
        "workers": "worker workers",
        "hospital": "hospital hospitals",
        "rescuers": "rescuer rescuers",
        "monitors": "monitor monitors watchdog watchdogs ngo",
        "groups": "group groups",
        "reporters": "reporter reporters correspondent correspondents photographer photographers "
        "journalist journalists cameraman stringer",
        "media": "media outlets press reports report news television tv radio channel website "
        "websites page newspaper newspapers video footage broadcaster",
        "agencies": "agencies",
        "charities": "charity charities",
        "analysts": "analyst analysts expert experts scientists observers",
        "critics": "critic critics",
        "relatives": "relative relatives neighbour neighbours neighbor neighbors",
    }.items()
    for word in listed.split()
}
SPOKEN_FOR: Final = words(
    "spokesman spokeswoman spokesperson spokesmen statement command ministry headquarters office"
)
# "The Hezbollah media unit": a part of an organisation that speaks for the whole.
PARTS_THAT_SPEAK: Final = words("unit wing arm branch department division bureau account")
# What sources are like, where several kinds share one noun: "local and media sources".
QUALITIES: Final = words(
    "local civil civilian medical military official security political tribal foreign field "
    "independent informed diplomatic humanitarian private national international"
)
# Who speaks by an office, though no name is given; of the second kind there is one at a time.
OFFICES: Final = words(
    "official officials officer officers authorities commander commanders director head "
    "commissioner diplomat diplomats governor mayor minister spokesperson spokesman spokeswoman "
    "spokesmen spokespeople aide aides investigator investigators ambassador envoy prosecutor "
    "prosecutors"
)
SOLE_OFFICES: Final = words("governor mayor ambassador envoy minister commissioner")
REPORTERS: Final = words(
    "reporter reporters correspondent correspondents photographer photographers journalist "
    "journalists cameraman stringer"
)
WITNESSES: Final = words(
    "witness witnesses eyewitness eyewitnesses resident residents survivor survivors villager "
    "villagers"
)

# What is shot, and with what: "Israeli tanks", "Russian missiles", "regime shelling".
_ARMS: Final = words(
    "tanks tank warships warship gunboats gunboat gunships gunship ships vessels missiles missile "
    "rockets rocket shells shell bombs mortars shelling bombardment bombing bombings fire gunfire"
)
FORCES: Final = _ARMS | words(
    "army armies military forces force troops troop soldiers soldier warplanes warplane jets jet "
    "planes plane helicopter helicopters aircraft drone drones air artillery navy police "
    "policeman policemen pilots "
    "pilot servicemen airmen gunners snipers bombers units unit regiment airstrikes strikes raids "
    "crew crewmen personnel aerospace loyalists fighters conscripts"
)
# Of these alone, without a state or an army named, nobody can say whose they are.
OWNERLESS: Final = _ARMS | words(
    "warplanes warplane jets jet planes plane helicopter helicopters aircraft drone drones "
    "artillery gunners snipers bombers airstrikes strikes raids crew crewmen fighters pilots pilot "
    "airmen personnel conscripts unit units air"
)
PEOPLES: Final[Mapping[str, str]] = {
    **{word: word.capitalize() for word in words(
        "kurdish druze alawite tuareg tigrayan amhara oromo arab turkmen hutu tutsi hema lendu "
        "rohingya baloch pashtun shiite sunni christian yazidi chechen")},
    "kurds": "Kurdish", "kurd": "Kurdish", "shia": "Shiite", "arabs": "Arab", "tuaregs": "Tuareg",
    "chechens": "Chechen", "tigrayans": "Tigrayan",
}  # fmt: skip
RULE: Final = words(
    "regime junta government govt authorities administration state presidents president"
)
# Labels for armed opponents. All of them mean one neutral entity: who uses which is the outlet's.
OPPONENTS: Final = words(
    "terrorist terrorists terroirst terrorism terror rebel rebels militant militants insurgent "
    "insurgents jihadist jihadists jihadi jihadis extremist extremists gunman gunmen guerrilla "
    "guerrillas mercenary mercenaries takfiri takfiris islamist islamists opposition faction "
    "factions separatist separatists bandits bandit militia militias militiamen dissidents "
    "radicals fanatics paramilitary paramilitaries opponents"
)
BACKED: Final = words("backed sponsored supported funded trained aligned")
# Labels that no entity's name may carry, and the plain word for each.
PLAIN: Final[Mapping[str, str]] = {
    **dict.fromkeys(OPPONENTS - {"opposition", "opponents", "militia", "militias"}, "armed-group"),
    "regime": "government", "regimes": "government",
}  # fmt: skip
ATTACKERS: Final = words("bomber bombers attacker attackers assailant assailants")

# Words that stand for an organisation named before: which kinds they can mean.
STANDING_FOR: Final[Mapping[str, frozenset[EntityKind]]] = {
    **dict.fromkeys(
        words("monitor monitors watchdog observatory monitoring ngo rights"),
        frozenset[EntityKind]({"monitor"}),
    ),
    **dict.fromkeys(words("agency"), frozenset[EntityKind]({"agency", "organisation"})),
    **dict.fromkeys(
        words("mission"), frozenset[EntityKind]({"organisation", "international_force"})
    ),
    **dict.fromkeys(words("coalition alliance"), frozenset[EntityKind]({"international_force"})),
    **dict.fromkeys(
        words("organisation organization charity network centre center institute council body"),
        frozenset[EntityKind]({"organisation", "monitor"}),
    ),
    **dict.fromkeys(words("broadcaster channel newspaper"), frozenset[EntityKind]({"outlet"})),
    **dict.fromkeys(
        words("group movement"), frozenset[EntityKind]({"armed_group", "monitor", "organisation"})
    ),
}
# Bodies that a report names in full and then by their last word: "the committee".
BODIES: Final = words(
    "committee committees commission network union association foundation society directorate "
    "council office centre center institute agency observatory administration register board panel "
    "mission archive"
)
STANDING_WITH: Final = words(
    "war group human rights monitoring based uk britain british london international local press "
    "news independent nongovernmental conflict"
)

MINISTRIES: Final[Mapping[str, str]] = {
    "defence": "Defence", "defense": "Defence", "foreign": "Foreign Affairs",
    "interior": "Interior", "health": "Health", "information": "Information",
    "justice": "Justice",
}  # fmt: skip

HEADS: Final[Mapping[str, EntityKind]] = {
    **dict.fromkeys(words("observatory network monitor watchdog"), "monitor"),
    **dict.fromkeys(words("ministry department government parliament presidency"), "state"),
    **dict.fromkeys(words("agency"), "agency"),
    **dict.fromkeys(words("television tv radio channel news times post"), "outlet"),
    **dict.fromkeys(
        words("brigade brigades front battalion army militia movement legion"), "armed_group"
    ),
    **dict.fromkeys(
        words("administration centre center institute council committee committees commission "
              "coalition office hospital unit media society association union foundation "
              "directorate command organization organisation party university court programme "
              "program fund police defence defense"),
        "organisation",
    ),
}  # fmt: skip

TITLES: Final = words(
    "president general gen colonel col major maj captain capt lieutenant lt brigadier dr mr mrs ms "
    "minister governor sheikh commander director chief prime foreign secretary ambassador king "
    "prince sergeant admiral spokesman spokeswoman senator representative envoy judge"
)
PARTICLES: Final = words(
    "al el bin ibn abu abd abdel abdul abdal de van von der la le du bint ben di da dos"
)

# Capitals that stand for their governments where nothing else is said.
CAPITALS: Final[Mapping[str, str]] = {
    "damascus": "SY", "moscow": "RU", "washington": "US", "ankara": "TR", "tehran": "IR",
    "kyiv": "UA", "kiev": "UA", "khartoum": "SD", "baghdad": "IQ", "riyadh": "SA", "beijing": "CN",
    "kigali": "RW", "kinshasa": "CD", "islamabad": "PK", "new delhi": "IN", "delhi": "IN",
    "addis ababa": "ET", "asmara": "ER", "yerevan": "AM", "baku": "AZ", "naypyidaw": "MM",
    "kabul": "AF", "cairo": "EG", "amman": "JO", "beirut": "LB", "tel aviv": "IL", "london": "GB",
    "paris": "FR", "berlin": "DE", "bamako": "ML", "abuja": "NG", "juba": "SS", "bogota": "CO",
    "caracas": "VE", "san salvador": "SV", "managua": "NI", "belgrade": "RS", "pristina": "XK",
    "minsk": "BY", "warsaw": "PL", "colombo": "LK", "manila": "PH", "mogadishu": "SO",
    "nairobi": "KE", "kampala": "UG", "tbilisi": "GE", "doha": "QA", "abu dhabi": "AE",
}  # fmt: skip
