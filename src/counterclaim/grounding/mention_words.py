"""Words around a name that tell whether it is one of a place."""

from __future__ import annotations

from typing import Final

from counterclaim.extracting.vocabulary import words

LINKS: Final = words("of the and upon on in de la le les du del da do dos el al bin ez sur am a")
LETTERS: Final = words("US U.S. USA U.S.A. UK U.K. UAE EU")
# What stands before a place and seldom before a person or thing.
PLACING: Final = words(
    "in from near into outside through around toward towards across via between throughout "
    "downtown northern southern eastern western central north south east west nearby visit "
    "visiting onto within"
)
COMPASS: Final = words(
    "north south east west northern southern eastern western central northeast northwest "
    "southeast southwest greater metro metropolitan upper lower downtown northeastern "
    "northwestern southeastern southwestern mid historic old new"
)
STREETS: Final = words(
    "street st road rd avenue ave drive dr lane ln boulevard blvd highway hwy way circle place "
    "pike parkway pkwy trail court terrace row alley"
)
LEVELS: Final = words(
    "county counties parish township province governorate district region city town village state "
    "republic island islands valley"
)
# What a place has: "Laurel County", "Berea Police", "Bantam Superior Court".
OWNED: Final = words(
    "county counties township parish police fire superior city council court volunteer public "
    "area school schools sheriff mayor board department town district commissioners community "
    "high municipal borough airport hospital"
)
# What may follow a place's name and leave it one.
_BODIES: Final = words(
    "state foreign army national house highway president attorney health gov electric circuit "
    "jail courthouse democrat democratic democrats republicans republican sens international "
    "adult sen detention water regional neighbors census common supreme senate metropolitan "
    "commission veterans medical interior mod fiscal news general central fish judicial waterways "
    "chamber criminal elementary administration farm market coroner association partners "
    "university recreation director auditor veterinary bureau party fair fairgrounds manager "
    "superintendent junior middle clerk workforce chemical committee power transportation code "
    "citizens housing service services prime minister ministry parliament embassy government "
    "military air navy forces force coast guard border bank college institute center centre "
    "museum library church cathedral mosque times post herald gazette bridge river lake harbor "
    "harbour port bay rep reps governor judge magistrates crown constabulary monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
BODIES: Final = OWNED | LEVELS | _BODIES
BODIES_OF: Final = words("university college city town village diocese bank port county kingdom")
RESIDENTS: Final = words(
    "man men woman women couple resident residents teen teens teenager boy girl student students "
    "police home house family driver area native mayor officials officer officers school team "
    "firefighters company business based born bound"
)
SAYING: Final = words("said says added told asked recalled testified explained wrote noted")
TITLES: Final = words(
    "president general gen colonel col major maj captain capt lieutenant lt brigadier dr mr mrs "
    "ms minister governor sheikh commander director chief prime foreign secretary ambassador king "
    "prince sergeant admiral spokesman spokeswoman senator representative envoy judge sen rep gov "
    "rev prof sgt officer detective deputy sheriff coach mayor councilman coroner councilwoman "
    "commissioner chairman chairwoman superintendent principal pastor trooper det attorney lawyer "
    "sir lord lady sister brother aunt uncle miss chancellor justice cpl private patrolman "
    "congressman congresswoman pope bishop father"
)
DAYS: Final = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
PARTIES: Final = frozenset({"D", "R", "I", "DFL", "Lab", "Con"})  # "D-Charleston"
# Words of every day that are also names of places somewhere.
COMMON: Final = TITLES | words(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday police man university center centre "
    "council court union church most many both also along central hope of as is at same date sale "
    "bar nice split page mobile reading media well best green white black brown young long short "
    "park lake river hill bay beach grove the and but for not all any some no yes or so to in on "
    "by he she it we you they his her its our this that these those there here when where while "
    "who what why how if then than with from after before during since until about over under "
    "into out up down off only even just still now new old north south east west northern "
    "southern eastern western first second third one two three four five six seven eight nine ten "
    "god queen public school street road avenue house home army navy force forces team group "
    "company bank market fair price gross net grand summit independence liberty freedom peace "
    "victory star sun moon eagle bear wolf buffalo deer fish rose lily iris daisy wood woods "
    "stone rock gold silver iron steel fire water sand salt spring summer winter fall autumn "
    "morning evening christmas easter bible koran islam muslim christian jewish catholic arab "
    "arabs kurd kurdish democrat republican senate congress state county city town village "
    "district board department office post times news herald journal gazette tribune internet web "
    "yahoo google apple ford chase bush male female mother son daughter wife husband baby boy "
    "girl men women children kids de la le el al san santa st saint mount mountain point island "
    "port fort camp love mercy industry commerce energy enterprise defiance superior triumph "
    "success liberal imperial royal holiday carnival mall plaza ball game games series champion "
    "golf soccer football basketball baseball hockey tennis let make take see look go come get "
    "put run read art hall gate bell bill mark grant will pat sue jay ray lee dale glen heath "
    "cliff call case cause chance change charge clear close cut deal drop effort end ever fact "
    "far few find follow free full give good great half hand hard head help high hit hold idea "
    "act wash region section metro college barn republic international national rivers"
)
NO_PLACES: Final = frozenset(
    {"white house", "the city", "the town", "the county", "the state", "the village", "east end",
     "north central", "south central", "red cross", "the district", "the region", "the bar"}
)  # fmt: skip
