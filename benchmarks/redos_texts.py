"""Texts that grow and mean harm, for the whole of reading and tagging: what a pattern by itself does not show, such as
one that is tried at each of many places and looks far from all of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable

# Repeated as they are.
UNITS = (
    # letters, figures and signs without end
    *("X", "x", "é", "1", "0", " ", "\n", "\t", "-", "'", "’", "(", ")", "[", "«", "»", "“", ".", "…", ",", ":", "!"),
    *("_", "@", "#", "*", "/", "=", "&", "%", "€", "°", "²", "\u00a0", "\u202f", "\u0301", "\u200b", "😀", "\x00"),
    # words
    *("a ", "A ", "X\n", "Aa ", "Aa-", "aa-", "Aa'", "aa'", "l'", "d'", "de ", "de la ", "du ", "et ", ", ", "le la "),
    *("de l'", "Le ", "à ", "ou ", "Un ", "deux ", "mot ", "Mot ", "MOT ", "MOT", "Mot", "mot-", "A.", "A. ", "a.b"),
    # figures
    *("1 ", "1\u00a0", "1.", "1,", "12 ", "123 ", "000 ", ".000", ",000", "1/", "1-", "1:", "1 à ", "1 et ", "1 € "),
    *("1 000", "1°", "2²", "12h", "12h30 ", "1er ", "2e ", "XIV", "1M", "1 M€ ", "10 %", "+1", "-1 ", "( 1 ", "n°1 "),
    *("un ", "mille ", "cent ", "vingt-", "million ", "millions de ", "deux millions ", "quatre-vingt-", "demi-"),
    *("une dizaine de ", "des dizaines de milliers ", "entre 1 et ", "de 1 à ", "plus de ", "près de ", "moins de "),
    *("3 millions d'euros ", "3 millions ", "euros ", "240 drones ", "240 ", "par an ", "3 ans ", "3 ou 4 ", "3 à "),
    # days
    *("1er janvier 2019 ", "janvier ", "lundi ", "2019 ", "2019-", "2019, ", "01/02/", "du 1 au ", "en 2019 "),
    # names and offices
    *("M. ", "M. Dupont ", "Mme ", "Jean ", "Jean Dupont ", "Jean Dupont, ", "J. ", "J.-", "ministre "),
    *("ministre de la ", "Le ministre de l'Intérieur ", "ministère de l'", "préfet de ", "président de la "),
    *("Le ministre de ", "général ", "directeur de la "),
    *("Jean-Pierre ", "Aix-en-", "Saint-", "ville de ", "Ville de Paris ", "société ", "SA ", "X SA "),
    *("groupe ", "université de ", "hôpital ", "mairie de ", "tribunal de ", "DGA ", "(DGA) ", "DGA-", "(DGA"),
    *("D.G.A.", "3e arrondissement de ", "rue de la ", "la France ", "français ", "européenne ", "l'Union européenne "),
    *("Société Dupont, une entreprise ", "secrétaire d'État chargé de ", "section de recherches de ", "M. et Mme "),
    # quotations, lists and boundaries
    *("« ", "« a ", "« a » ", '"', '" ', "“a", "( ", "(a", "(a) ", "[a] ", "a. ", "a.\n", "a\n", "A\n", "\r\n", "\n\n"),
    *("– a\n", "- a\n", "* ", "1) ", "> ", "# a\n", "---\n", "a: b\n", "...", "?! ", ".» ", ". A", ". « "),
    # addresses
    *("a@", "a@b.fr ", "@a", "#a", "http://", "http://a.fr ", "https://a.fr/", "www.", "www.a.fr ", "a.fr/", "a+b."),
    *("/a", "&amp;", "<b>", "</p>", "{", "}", "\\", "|", "~", "`", "$", "^", "a=b&"),
    # boilerplate
    *("Lire aussi ", "Lire aussi :\n", "(AFP) ", "Le Monde\n", "© ", "Publié le ", "Par Jean Dupont\n", "Photo : "),
)  # fmt: skip


def _name(number: int) -> str:
    """A capitalised word of its own for each number."""
    letters = ""
    while True:
        number, rest = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[rest] + "aeiou"[rest % 5]
        if not number:
            return letters.capitalize()


# Sentences, repeated as they are.
SENTENCES = (
    "Près de 4 à 5 millions d’euros, soit 12 % de plus qu’en 2018, pour 240 drones de 900 grammes à 1 200 € pièce. ",
    "Le ministre de l’Intérieur, Jean Dupont, a dit lundi 3 juin 2019 à 18h30 que « tout va bien ». ",
    "Mme Anne Martin (DGA), directrice générale de la société Boréal SA, est née le 1er mai 1970 à Lyon. ",
    "La préfecture de police de Paris et le tribunal de grande instance de Nanterre ont été saisis par M. Petit. ",
    "Entre 1 500 et 2.000 personnes, dont une dizaine d’enfants, ont marché trois heures et demie sur 12 km. ",
    "Le contrat de 3,5 Md€ HT sur dix ans prévoit 45 avions par an, deux fois plus que les vingt-deux de 2017. ",
    "L’université de Caen, le CHU de Rouen, l’ONG Médecins sans frontières et l’Union européenne y ont part. ",
    "Un quart des 36 000 communes, les trois quarts des régions et un habitant sur dix : 0,5 point de PIB. ",
    "De janvier à mars 2020, du 3 au 5 mai, les 6 et 7 juin, fin 2021, au XIXe siècle, dans les années 1990. ",
    "Écrire à jean.dupont@exemple.fr ou voir https://www.exemple.fr/a/b?c=1, suivre @exemple et #drones. ",
    "Publié le 3 mai 2019 à 12h04 - Mis à jour à 14h\nPar Jean Dupont\nLire aussi : Les drones de la police\n\n",
    "Comment nous soutenir ? Votre soutien nous aide : soutenez notre journal, vos dons sont notre avenir.\n",
    "– Combien ? – Vingt-cinq mille six cent trente-sept euros et 12 centimes ; 1°) 7 000 ; 2°) 8 000... (suite) ",
)

# Repeated with a number, made a word or a figure: names that differ.
COUNTED: dict[str, Callable[[int], str]] = {
    "Other": lambda at: f"{_name(at)} ",
    "OTHER": lambda at: f"{_name(at).upper()} ",
    "other": lambda at: f"{_name(at).lower()} ",
    "Other, a line each": lambda at: f"{_name(at)}\n",
    "@other": lambda at: f"@{_name(at)} ",
    "M. Other": lambda at: f"M. {_name(at)}, ",
    "M. Other, Mme Other": lambda at: f"M. {_name(at)} a dit. Mme {_name(at)} a dit. ",
    "Jean Other": lambda at: f"Jean {_name(at)} a dit. ",
    "Jean Other, Other": lambda at: f"Jean {_name(at)} a dit. {_name(at // 2)} aussi. ",
    "Jean Other, Anne Other, Other": lambda at: f"Jean {_name(at)} a dit. Anne {_name(at)} a dit. {_name(at)} aussi. ",
    "Jean Other Dupont, M. Dupont": lambda at: f"M. Dupont a dit. Jean {_name(at)} Dupont a dit. ",
    "Jean Dupont Other, Dupont": lambda at: f"Jean Dupont {_name(at)} a vu Dupont. ",
    "Other Dupont": lambda at: f"{_name(at)} Dupont a dit. ",
    "société Other": lambda at: f"la société {_name(at)} vend. ",
    "société Other, société Other Next": lambda at: f"la société {_name(at)} et {_name(at)} {_name(at + 1)}. ",
    "société Dupont, société Dupont Other": lambda at: f"la société Dupont {_name(at)} et la société Dupont. ",
    "Other SA": lambda at: f"{_name(at)} SA vend. ",
    "Direction générale Other (OTHE)": lambda at: f"la direction générale {_name(at)} ({_name(at)[:4].upper()}), ",
    "Fédération Other de Next (FON)": lambda at: f"la Fédération {_name(at)} de {_name(at + 1)} (F{_name(at)[0]}), ",
    "association, parti Other": lambda at: f"l'association {_name(at)}, le parti {_name(at)}, ",
    "université de, institut, agence Other": lambda at: f"l'université de {_name(at)}, l'institut {_name(at)}, ",
    "ville de Other": lambda at: f"la ville de {_name(at)}, ",
    "ville de Paris Other": lambda at: f"la ville de Paris {_name(at)}, la ville de Paris. ",
    "préfecture, mairie, tribunal de Other": lambda at: f"la préfecture de {_name(at)}, la mairie de {_name(at)}, ",
    "hôpital de, aéroport de Other": lambda at: f"l'hôpital de {_name(at)}, l'aéroport {_name(at)} de {_name(at + 1)} ",
    "rue, île, arrondissement": lambda at: f"rue {_name(at)}, l'île de {_name(at)}, 3e arrondissement de {_name(at)}, ",
    "journal Other": lambda at: f"le journal {_name(at)}, le quotidien {_name(at)}, ",
    "ministre de Other": lambda at: f"le ministre de {_name(at)} ",
    "ministère de la Défense et des others": lambda at: f"le ministère de la Défense et des {_name(at)}, ",
    "ministre de A et de Other, de Other": lambda at: f"le ministre de l'Éducation et de la {_name(at)} et celui-là. "
    f"Le ministre de la {_name(at)}. ",
    "ministre chargé des others": lambda at: f"le ministre chargé des {_name(at)}, le ministre des {_name(at)}, ",
    "« Jean Other »": lambda at: f"« Jean {_name(at)} », « la société {_name(at)} » ",
    "1 2 3": lambda at: f"{at} ",
    "1;2;3": lambda at: f"{at};",
    "1 euros, 2 euros": lambda at: f"{at} euros, ",
    "1 millions d'euros pour 4 others": lambda at: f"{at} millions d'euros pour {at + 3} {_name(at).lower()}s, ",
    "days": lambda at: f"le {at % 28 + 1} mars {1500 + at % 500}, en {1500 + at % 500}, ",
}  # fmt: skip

# The first half of the text is made by one of `COUNTED`, the second by another.
HALVES = {
    "Dupont, then Jean Other Dupont": ("M. Dupont ", "Jean Other Dupont, M. Dupont"),
    "others, then M. Other": ("Other", "M. Other"),
    "M. Other, then Jean Other": ("M. Other", "Jean Other"),
}


def _mixed(seed: int) -> str:
    """A dozen of all units, one behind the other."""
    return "".join(random.Random(seed).choices((*UNITS, *SENTENCES), k=12))


MIXED = {f"mixture {seed}": _mixed(seed) for seed in range(60)}


def text(kind: str, length: int) -> str:
    """The hostile text of that kind (one of `KINDS`), of `length` characters."""
    if kind in HALVES:
        return "".join(text(half, length // 2) for half in HALVES[kind])
    if kind not in COUNTED:
        unit = MIXED.get(kind, kind)
        return (unit * (length // len(unit) + 1))[:length]
    parts: list[str] = []
    size = number = 0
    while size < length:
        parts.append(COUNTED[kind](number))
        size += len(parts[-1])
        number += 1
    return "".join(parts)[:length]


KINDS = (*dict.fromkeys(UNITS), *SENTENCES, *COUNTED, *HALVES, *MIXED)
