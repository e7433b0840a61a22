"""Words around counted things, nothing but data: units, adjectives before nouns, words that are no nouns."""

from __future__ import annotations

from dronewatch.language.words import words

# Units of measure in words: singular, each with the plural made by -s on its first word (`mètres carrés`: on both).
UNIT_WORDS = (
    "mètre",
    "kilomètre",
    "centimètre",
    "millimètre",
    "décimètre",
    "hectomètre",
    "décamètre",
    "micromètre",
    "nanomètre",
    "micron",
    "mile",
    "mille nautique",
    "mille marin",
    "pied",
    "pouce",
    "yard",
    "année-lumière",
    "nœud",
    "noeud",
    "lieue",
    "hectare",
    "are",
    "acre",
    "arpent",
    "litre",
    "centilitre",
    "millilitre",
    "décilitre",
    "hectolitre",
    "gallon",
    "baril",
    "pinte",
    "stère",
    "gramme",
    "kilo",
    "kilogramme",
    "milligramme",
    "microgramme",
    "nanogramme",
    "tonne",
    "quintal",
    "quintaux",
    "once",
    "kilotonne",
    "mégatonne",
    "carat",
    "watt",
    "kilowatt",
    "mégawatt",
    "gigawatt",
    "térawatt",
    "wattheure",
    "kilowattheure",
    "mégawattheure",
    "gigawattheure",
    "térawattheure",
    "volt",
    "kilovolt",
    "ampère",
    "ohm",
    "joule",
    "kilonewton",
    "équivalent temps plein",
    "kilojoule",
    "mégajoule",
    "calorie",
    "kilocalorie",
    "hertz",
    "kilohertz",
    "mégahertz",
    "gigahertz",
    "décibel",
    "pascal",
    "hectopascal",
    "bar",
    "millibar",
    "newton",
    "degré",
    "kelvin",
    "celsius",
    "fahrenheit",
    "centigrade",
    "sievert",
    "millisievert",
    "microsievert",
    "becquerel",
    "lumen",
    "lux",
    "octet",
    "kilooctet",
    "mégaoctet",
    "gigaoctet",
    "téraoctet",
    "bit",
    "mégabit",
    "gigabit",
    "pixel",
    "mégapixel",
    "cheval",
    "chevaux",
    "point de pourcentage",
    "point de base",
)
# Units that take the place of a noun after a space or no space at all. Case counts.
UNIT_SYMBOLS = (
    "km/h",
    "m/s",
    "km²",
    "km2",
    "m²",
    "m2",
    "cm²",
    "cm2",
    "mm²",
    "m³",
    "m3",
    "cm³",
    "cm3",
    "km³",
    "km3",
    "km",
    "hm",
    "dam",
    "m",
    "dm",
    "cm",
    "mm",
    "µm",
    "μm",
    "nm",
    "ha",
    "l",
    "L",
    "dl",
    "cl",
    "cL",
    "ml",
    "mL",
    "hl",
    "hL",
    "kg",
    "g",
    "mg",
    "µg",
    "μg",
    "ug",
    "ng",
    "t",
    "kW",
    "KW",
    "Kw",
    "MW",
    "GW",
    "TW",
    "W",
    "kWh",
    "KWh",
    "kwh",
    "MWh",
    "GWh",
    "TWh",
    "Wh",
    "V",
    "kV",
    "mA",
    "mAh",
    "Ah",
    "kJ",
    "J",
    "kcal",
    "cal",
    "Hz",
    "kHz",
    "MHz",
    "GHz",
    "dB",
    "dBA",
    "db",
    "hPa",
    "Pa",
    "MPa",
    "bars",
    "bar",
    "Nm",
    "N.m",
    "kN",
    "°C",
    "° C",
    "°F",
    "° F",
    "°",
    "K",
    "mSv",
    "µSv",
    "Bq",
    "Gy",
    "lm",
    "o",
    "ko",
    "Ko",
    "Mo",
    "Go",
    "To",
    "Po",
    "MB",
    "GB",
    "TB",
    "Mbit/s",
    "Gbit/s",
    "Mb/s",
    "Gb/s",
    "Mbps",
    "Gbps",
    "ch",
    "cv",
    "CV",
    "chx",
    "hp",
    "MP",
    "Mpx",
    "MPx",
    "px",
    "dpi",
    "ppm",
    "ppb",
    "g/km",
    "g/l",
    "g/kg",
    "mg/kg",
    "mg/l",
    "µg/l",
    "µg/m³",
    "µg/m3",
    "µg/m2",
    "µg/m²",
    "μg/m2",
    "μg/m²",
    "μg/m³",
    "μg/m3",
    "μg/l",
    "mg/m3",
    "kg/m²",
    "kg/m3",
    "kg/ch",
    "ch/litre",
    "ch/l",
    "ch/tonne",
    "ch/t",
    "ETP",
    "kg/h",
    "l/100 km",
    "l/100km",
    "L/100 km",
    "tr/min",
    "t/mn",
    "tr/mn",
    "km/s",
    "km/l",
    "mph",
    "mi",
    "ft",
    "lb",
    "lbs",
    "oz",
    "deg",
    "inch",
)
# What may follow a unit and belongs to it.
UNIT_TAILS = (
    "carré",
    "carrés",
    "cube",
    "cubes",
    "heure",
    "heures",
    "par heure",
    "par seconde",
    "à l'heure",
    "par litre",
    "par kilo",
    "celsius",
    "fahrenheit",
    "nautiques",
    "nautique",
    "marins",
    "vapeur",
    "kelvin",
    "centigrades",
    "linéaires",
    "équivalent co2",
)
TIME_WORDS = frozenset(
    words(
        """
    an ans année années mois jour jours journée journées semaine semaines heure heures minute minutes seconde
    secondes siècle siècles décennie décennies trimestre trimestres semestre semestres millénaire millénaires
    millisecondes nuits nuit week-ends week-end quinquennat quinquennats matinées soirées soirs matins saison
    saisons
    """
    )
) - {
    "nuits",
    "nuit",
    "saison",
    "saisons",
    "matinées",
    "soirées",
    "soirs",
    "matins",
    "quinquennat",
    "quinquennats",
    "week-ends",
    "week-end",
}
# Nouns that tell how often, like `fois`.
TIMES = ("reprises", "occasions")
WEEKDAYS = frozenset(["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])
MONTHS = frozenset(
    words(
        """
    janvier février mars avril mai juin juillet août aout septembre octobre novembre décembre fevrier decembre
    """
    )
)
# Names that begin as a count does, and cannot be told from one by their form: a magazine and associations, addresses of
# which everybody speaks, a game of every day, an aim.
NAMES = (
    "60 millions de consommateurs",
    "40 millions d'automobilistes",
    "30 millions d'amis",
    "10 downing street",
    "11 downing street",
    "12 coups de midi",
    "zéro déchet",
)
# Adjectives (all four forms follow from the entry) that stand between number and noun.
PRENOMINAL = frozenset(
    words(
        """
    grand grands grande grandes petit petits petite petites gros grosse grosses jeune jeunes vieux vieil vieille
    vieilles beau beaux bel belle belles bon bons bonne bonnes mauvais mauvaise mauvaises nouveau nouveaux
    nouvel nouvelle nouvelles ancien anciens ancienne anciennes autre autres premier premiers première premières
    dernier derniers dernière dernières prochain prochains prochaine prochaines principal principaux principale
    principales seul seuls seule seules vrai vrais vraie vraies faux fausse fausses même mêmes meilleur
    meilleurs meilleure meilleures pire pires énorme énormes immense immenses célèbre célèbres futur futurs
    future futures éventuels éventuelles précédent précédents précédente précédentes simple simples pauvre
    pauvres rare rares haut hauts haute hautes long longs longue longues court courts courte courtes large
    larges double doubles triple triples présumés présumées prétendus prétendues supposés supposées soi-disant
    actuel actuels actuelle actuelles ex fameux fameuse fameuses fervents ferventes magnifiques superbes
    splendides modestes braves honnêtes illustres riches puissants puissantes importants importantes véritables
    sacrés sacrées maudits maudites malheureux malheureuses chers chères différents différentes divers diverses
    certains certaines quelque quelques second seconds seconde secondes deuxièmes nombreux nombreuses potentiels
    potentielles possibles proches lointains ultimes uniques joli jolis jolie jolies gentils gentilles méchants
    méchantes brillants brillantes célébrissimes grandissimes richissimes longues-distances plus moins très mini
    méga super traditionnels traditionnelles fidèles authentiques charmants charmantes terribles minuscules
    gigantesques lourds lourdes moindres profonds profondes fortes forts fort forte éminents éminentes
    talentueux talentueuses tout toute bref brefs brève brèves rude rudes dure durs dures vaste vastes vives
    graves légers légères maigres minces ambitieux ambitieuses audacieux audacieuses étonnants étonnantes
    étranges excellents excellentes excellent excellente fausses formidables furieux glorieux gracieuses heureux
    heureuses horribles impressionnants impressionnantes incroyables inoubliables intenses jolies lourdes
    majestueux merveilleux merveilleuses mystérieux mystérieuses nobles odieux parfaits parfaites précieux
    précieuses prestigieux prestigieuses probables prodigieux purs pures récents récentes redoutables
    remarquables robustes sérieux sérieuses solides sombres somptueux somptueuses spectaculaires sublimes
    tristes vénérables vulgaires étroites épais épaisses tout-petits rares vilains vilaines singuliers
    singulières soi-disants inséparables infatigables éphémères interminables improbables innocents innocentes
    inconnus inédites inédits éternels éternelles indispensables timides subtils subtiles premiers-nés
    nouveaux-nés fichus foutus satanés bonnes-vieilles emblématiques imposants imposantes immenses inquiétants
    inquiétantes intéressants intéressantes simples vastes anciennes lointaines lointain proches demi simples
    propres chers dernières-nées petits-
    """
    )
) - {"plus", "moins", "très", "fort", "proches", "petits-", "tout", "toute", "ex", "demi", "possibles"}
# Those that are never nouns; the others stay the head when what follows is no noun (`51 fidèles dans la salle`).
ONLY_ADJECTIVES = frozenset(
    words(
        """
        autre autres premier premiers première premières dernier derniers dernière dernières même mêmes nouveau nouveaux
        nouvelle nouvelles grand grande gros grosse beau beaux belle belles bon bonne mauvais mauvaise seul seuls seule
        seules principal principaux principale principales prochain prochains prochaine prochaines vrai vrais vraie
        vraies faux fausse fausses meilleur meilleure certain certains certaines différents différentes divers diverses
        quelque quelques second seconds seconde secondes deuxièmes long longs longue longues court courts courte courtes
        haut hauts haute hautes large larges actuel actuels actuelle actuelles précédent précédents précédente
        précédentes ancien ancienne brève énorme énormes immense immenses nombreux nombreuses véritable véritables
        important importante importants importantes fameux fameuses éventuels éventuelles possibles légers légères
        """
    )
)
# Words that cannot be a counted noun.
NOT_NOUN = frozenset(
    words(
        """
    à a ai ailleurs ainsi alors après as assez au aucun aucune auquel aura auraient aurait auront aussi autant
    autour aux avaient avais avait avant avec avoir avons ayant beaucoup bien c car ce ceci cela celle celles
    celui cependant ces cet cette ceux chacun chacune chaque chez ci comme comment concernant contre d dans
    davantage de debout dedans dehors déjà depuis derrière des dès dessous dessus devant devra devraient devrait
    devront doit doivent donc dont du durant elle elles en encore enfin ensemble ensuite entre envers environ
    est et étaient étais était étant être eu eux exactement excepté fait faisaient font furent hélas hier hormis
    hors ici il ils jadis jamais je jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur leurs
    loin lors lorsque lui m ma maintenant mais malgré me même mes mieux moi moins mon moyennant n ne néanmoins
    ni non nos notamment notre nous nul on ont or ou où outre par parce parfois parmi pas pendant peu peut
    peuvent peuvent plus plusieurs plutôt pour pourquoi pourraient pourrait pourront pourtant pouvaient pouvait
    près presque puis puisque qu quand quant que quel quelle quelles quels qui quoi quoique rien s sa sans sauf
    se selon sera seraient serait seront ses seulement si sinon sitôt soi soient soit sommes son sont sous
    souvent suivant sur surtout t ta tandis tant tard te tel telle telles tels tes toi ton toujours tôt tous
    tout toute toutefois toutes très trop tu un une va vais vas vers versus via vis voici voilà voire vont vos
    votre vous vu y aujourd'hui actuellement désormais aujourdhui respectivement supplémentaires supplémentaire
    maximum minimum max min hors-taxes ht ttc virgule fois puisse jusqu'à jusqu'au lesdits dits dit dite dites
    ndlr etc plus-être lorsqu'il parce-que dernières-heures chacun demain dedans tantôt auparavant ex puisqu
    lorsqu quelqu afin grâce faute vis-à-vis quasiment environ approximativement auprès exprès volontiers certes
    longtemps autrefois dessus travers bis ter moyennant guère tandis bruts brut net nets nette nettes confondus
    confondues compris comprises inclus incluses
    """
    )
)
# Plurals that do not end in s, x or z but are counted all the same.
PLURALS = frozenset(
    words(
        """
    start-up startups start-up media jumbo bodyguard femme homme km kilomètre personnes media pro toutou
    concerto scenarii penalty gentlemen policemen barmen supermen businessmen tories spaghetti graffiti
    paparazzi confetti médicis caméscope e-mail airbus
    """
    )
)
# Noun and what belongs to it as one name of a thing.
COMPOUNDS = {
    "gilets": ("jaunes",),
    "secrétaires": ("d'état", "d'etat", "généraux"),
    "chefs": ("d'état", "d'etat"),
    "mis": ("en cause", "en examen"),
    "gardes": ("à vue",),
    "paniers": ("repas", "garnis"),
    "bonnets": ("rouges", "d'âne"),
    "chemins": ("de fer",),
    "pommes": ("de terre",),
    "casques": ("bleus",),
    "cartes": ("bancaires", "bleues"),
    "blouses": ("blanches",),
    "foulards": ("rouges",),
    "boîtes": ("noires", "aux lettres"),
    "arcs": ("en ciel",),
    "timbres": ("poste",),
    "prêt": ("à porter",),
    "dommages": ("et intérêts",),
}
# Words that make the number after them a name or a rank, not a count: `article 49`, `ligne 4`, `n° 3`.
RANKED = (
    "article",
    "articles",
    "art.",
    "alinéa",
    "n°",
    "nº",
    "n °",
    "no",
    "numéro",
    "numéros",
    "num.",
    "chapitre",
    "page",
    "pages",
    "p.",
    "pp.",
    "ligne",
    "lignes",
    "tome",
    "volume",
    "saison",
    "saisons",
    "épisode",
    "épisodes",
    "étape",
    "acte",
    "actes",
    "phase",
    "phases",
    "niveau",
    "zone",
    "chaîne",
    "canal",
    "top",
    "groupe",
    "catégorie",
    "classe",
    "tour",
    "round",
    "set",
    "partie",
    "section",
    "bâtiment",
    "porte",
    "chambre",
    "salle",
    "quai",
    "route",
    "rn",
    "rd",
    "cd",
    "autoroute",
    "nationale",
    "départementale",
    "loi",
    "décret",
    "directive",
    "règlement",
    "résolution",
    "vol",
    "train",
    "tgv",
    "bus",
    "tram",
    "tramway",
    "ligue",
    "division",
    "formule",
    "moto",
    "terminal",
    "hall",
    "poste",
    "covid",
    "sars-cov",
    "apollo",
    "soyouz",
    "ariane",
    "iphone",
    "galaxy",
    "windows",
    "android",
    "playstation",
    "xbox",
    "version",
    "type",
    "modèle",
    "boeing",
    "airbus",
    "peugeot",
    "renault",
    "mercedes",
    "bmw",
    "tu",
    "concorde",
    "mirage",
    "rafale",
    "calibre",
    "série",
    "numéro de série",
    "code postal",
    "bp",
    "cs",
    "cedex",
    "tél.",
    "tél",
    "téléphone",
    "siret",
    "isbn",
    "rang",
    "place",
    "position",
    "matricule",
    "dossard",
    "commando",
    "opération",
    "plan",
    "stade",
    "génération",
    "mach",
    "indice",
    "france",
    "canal+",
    "europe",
    "bfm",
    "tf",
    "m",
    "w",
    "c",
    "nrj",
    "rtl",
    "cac",
    "sbf",
    "nasdaq",
    "dow jones",
    "nikkei",
    "ftse",
    "dax",
    "psg",
    "om",
    "version",
    "chapitre",
    "lot",
    "annexe",
    "figure",
    "tableau",
    "schéma",
    "question",
    "réponse",
    "conseil",
    "astuce",
    "étage",
    "verset",
    "sourate",
    "psaume",
    "symphonie",
    "opus",
    "sonate",
    "concerto",
)
# Acronyms that the press counts in figures; others behind figures are names (`2.0 TSI`, `911 RSR`).
ACRONYMS = frozenset(
    words(
        """
    crs ong pme sdf tgv hlm cdi cdd sms mms vtc ivg pv ter qr drh rer bd cd dvd eti tpe suv ulm gps lbd pdg
    ehpad smic gav oqtf mna irm vip ovni ovnis qpc tgi psy pc mp usb kbis sas sarl ceo rtt abs qcm bts cap dut
    gi crous ufc scop amap zad zfe zep rep ddr fps ko tkc pib vtt bmx ddos rss url vlf cds sdis vsav fpt ccf
    drones uber airbus rafale
    """
    )
)
# Participles that are as often nouns, and count as such.
NOUN_PARTICIPLES = frozenset(
    words(
        """
    blessés blessées employés employées députés députées réfugiés réfugiées élus élues détenus détenues tués
    tuées morts mortes accusés accusées condamnés invités invitées associés retraités retraitées salariés
    salariées licenciés licenciées arrivées entrées journées étudiants étudiantes militants militantes
    manifestants manifestantes habitants habitantes enfants clients agents adolescents adolescentes assaillants
    combattants combattantes dirigeants dirigeantes représentants représentantes enseignants enseignantes
    passants survivants survivantes migrants migrantes figurants croyants gérants gérantes trafiquants policiers
    """
    )
)
# Participles that do not end in -é, or look like nouns.
PARTICIPLES = frozenset(
    words(
        """
        promis promises mis mises pris prises admis admises soumis soumises transmis transmises vendus vendues perdus
        perdues reçus reçues connus connues venus venues retenus retenues obtenus obtenues suspendus suspendues censés
        censées requis requises issus issues situés situées présents absents
        """
    )
)
# Endings of participles in plural (`blessés`), and of nouns that look like one (`municipalités`).
NOUN_ENDINGS = words("alités ilités cités iétés ertés ultés autés rités nités ivités ontés antés irées")
# Endings that tell other words from a noun that lacks its plural behind a large number (`20 000 manifestant`), and
# verbs from a singular noun behind a number below two.
NO_NOUN_ENDINGS = words("ment ait aient é er ir ées ent ant")
VERB_ENDINGS = words("ait ent est")
# Parts of compounds that end in s and make no plural: `sous-marin`.
PREFIXES = words("ex sous après sans vis")
# What shows that a word in -és is a participle: `les 300 licenciés en mai`.
AFTER_PARTICIPLE = words(
    "par comme pour être à en dans au aux sur lors d' de depuis lundi mardi mercredi jeudi vendredi samedi dimanche"
)
# Behind `de` and before the noun: `deux millions de ses abonnés`.
AFTER_OF = words("ces ses leurs nos vos mes autres")
# Before a number whose noun was said before: `dont 300 blessés`.
LEADS_TO_NUMBER = ("dont ", "lesquels ", "lesquelles ")
# Between a number and a unit of time: `les trois dernières années`.
TIME_ADJECTIVES = words(
    """
    premier premiers premiere premieres première premières dernier derniers derniere dernieres dernière dernières
    prochain prochains prochaine prochaines longues longs longue bonnes petites autres nouvelles belles courtes
    """
)
TIMES_AND_TERMS = words("fois trimestre trimestres semestre semestres")
# Endings of adjectives that follow their noun: `66 drones militaires français`.
ADJECTIVE_ENDINGS = words(
    """
    al ale aux elle els elles ique iques aire aires eux euse euses if ifs ive ives ien iens ienne iennes ais aise aises
    ois oise oises ée ées és able ables ible ibles ain ains aine aines iste istes ine ines ins ue ues us is ie ies ents
    entes ants antes
    """
)
# Words with such an ending that are none.
NEVER_ADJECTIVE = frozenset(words("ont sont étaient sans après alors puis dans puisse dès vers"))
