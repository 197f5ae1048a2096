"""Names for varied copies of reports: countries, towns and media of many wars and of none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Country:
    """A country and what belongs to it."""

    name: str
    adjective: str


COUNTRIES: Final = tuple(
    Country(*pair.split("/"))
    for pair in (
        "Syria/Syrian Iraq/Iraqi Yemen/Yemeni Libya/Libyan Sudan/Sudanese Ukraine/Ukrainian "
        "Somalia/Somali Mali/Malian Nigeria/Nigerian Ethiopia/Ethiopian Myanmar/Burmese "
        "Afghanistan/Afghan Pakistan/Pakistani Colombia/Colombian Congo/Congolese "
        "Georgia/Georgian Armenia/Armenian Azerbaijan/Azerbaijani Chad/Chadian Niger/Nigerien "
        "Lebanon/Lebanese Mozambique/Mozambican Cameroon/Cameroonian Haiti/Haitian "
        "Israel/Israeli Iran/Iranian Kashmir/Kashmiri Bosnia/Bosnian Chechnya/Chechen"
    ).split()
)
ADJECTIVES: Final = tuple(
    (
        "Russian American Turkish Iranian Iraqi Israeli Lebanese Kurdish British French Saudi "
        "Jordanian Chinese Egyptian Ethiopian Rwandan Ukrainian Emirati Kenyan Pakistani Indian "
        "Armenian Serbian Chadian Ugandan Eritrean Belarusian Polish Sudanese"
    ).split()
)
TOWNS: Final = tuple(
    (
        "Kharkiv|Bakhmut|Kherson|Mariupol|Izyum|Lyman|Avdiivka|Sloviansk|Zaporizhzhia|Odesa|Mosul|"
        "Fallujah|Ramadi|Tikrit|Kirkuk|Baiji|Sinjar|Tal Afar|Sanaa|Aden|Taiz|Marib|Hodeidah|Saada|"
        "Tripoli|Misrata|Benghazi|Sirte|Derna|Sabha|Khartoum|Omdurman|El Fasher|Nyala|El Geneina|"
        "Kadugli|Port Sudan|Mogadishu|Kismayo|Baidoa|Beledweyne|Gao|Kidal|Timbuktu|Menaka|"
        "Maiduguri|Bama|Chibok|Damboa|Mekelle|Axum|Lalibela|Gondar|Goma|Bukavu|Beni|Bunia|Rutshuru|"
        "Kabul|Kandahar|Kunduz|Lashkar Gah|Jalalabad|Ghazni|Herat|Peshawar|Quetta|Myitkyina|Lashio|"
        "Sittwe|Hakha|Loikaw|Gaza City|Khan Younis|Rafah|Jabalia|Beit Hanoun|Jenin|Nablus|Tyre|"
        "Sidon|Baalbek|Stepanakert|Shusha|Grozny|Vukovar|Mostar|Tuzla|Srebrenica|Pristina|Palma|"
        "Pemba|Mocimboa da Praia|Bamenda|Kumba|Cucuta|Cauca|Srinagar|Poonch|Abyei|Malakal|Bentiu|"
        "Juba|Bambari|Bria|Tine|Kalma|Ansongo|Djibo|Dori|Kaya|Diffa|Bosso|Kolofata|Old Ferry|"
        "Stone Bridge|North Quay|Al-Karm|Umm Dafuq|Deir Salim|Wadi Seif|Tell Nour|Kafr Awan"
    ).split("|")
)
OUTLETS: Final = tuple(
    (
        "Reuters|AFP|the Associated Press|Xinhua|TASS|Interfax|Anadolu|Al Jazeera|the BBC|CNN|"
        "Radio Dabanga|Ukrinform|Kyodo|DPA|EFE|Al Arabiya|Dawn|Radio Okapi|the Guardian|Tolo News|"
        "state television|local radio|the Daily Trust|Suspilne|Sky News|France 24|Rudaw"
    ).split("|")
)
