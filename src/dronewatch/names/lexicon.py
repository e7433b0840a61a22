"""Words that names are built with, as patterns on folded text (no case, no accents, `'` for `’`): only data."""

from __future__ import annotations

# Adjectives of countries and regions: stems, to which the endings below are added.
NATIONALITIES = (
    r"afghan|albanais|algerien|allemand|american|americain|andorran|angolais|argentin|armenien|australien|"
    r"autrichien|azerbaidjanais|bahreini|bangladais|belge|beninois|bielorusse|birman|bolivien|bosnien|bosniaque|"
    r"bresilien|britannique|bulgare|burkinabe|burundais|cambodgien|camerounais|canadien|catalan|centrafricain|"
    r"chilien|"
    r"chinois|chypriote|colombien|congolais|coreen|nord-coreen|sud-coreen|costaricien|croate|cubain|danois|"
    r"djiboutien|"
    r"ecossais|egyptien|emirati|equatorien|erythreen|espagnol|estonien|ethiopien|europeen|finlandais|francais|"
    r"gabonais|"
    r"gallois|gambien|georgien|ghaneen|grec|grecque|guatemalteque|guineen|guyanien|haitien|hondurien|hongrois|indien|"
    r"indonesien|irakien|iranien|irlandais|nord-irlandais|islandais|israelien|italien|ivoirien|jamaicain|japonais|"
    r"jordanien|kazakh|kenyan|kirghiz|kosovar|koweitien|laotien|letton|libanais|liberien|libyen|liechtensteinois|"
    r"lituanien|luxembourgeois|macedonien|malaisien|malien|malgache|malawite|maltais|marocain|mauricien|mauritanien|"
    r"mexicain|moldave|monegasque|mongol|montenegrin|mozambicain|namibien|neerlandais|neo-zelandais|nepalais|"
    r"nicaraguayen|nigerian|nigerien|nippon|norvegien|omanais|ougandais|ouzbek|pakistanais|palestinien|panameen|"
    r"paraguayen|peruvien|philippin|polonais|portugais|qatari|quebecois|roumain|russe|rwandais|salvadorien|saoudien|"
    r"senegalais|serbe|sierra-leonais|singapourien|slovaque|slovene|somalien|soudanais|sud-soudanais|sri-lankais|"
    r"sud-africain|suedois|suisse|syrien|tadjik|taiwanais|tanzanien|tchadien|tcheque|tchetchene|thailandais|togolais|"
    r"tunisien|turc|turque|turkmene|ukrainien|uruguayen|venezuelien|vietnamien|wallon|yemenite|zambien|zimbabween|"
    r"anglais|azeri|basque|belarusse|comorien|dominicain|emirien|etasunien|etats-unien|helvetique|hollandais|"
    r"hongkongais|kurde|qatarien|sovietique"
)
NATIONALITY_ENDINGS = ("", "s", "e", "es", "ne", "nes")

# What may stand between a minister and the portfolio to say of which party he or she is.
PARTY_WORDS = (
    r"ump|lr|ps|udi|lrem|modem|eelv|pcf|prg|mpf|socialiste|centriste|ecologiste|communiste|gaulliste|macroniste|"
    r"sarkozyste|travailliste|conservateur|conservatrice|liberale?|democrate"
)

# What ministers are in charge of. Several are joined by commas and `et`.
PORTFOLIOS = (
    r"action (?:publique|et (?:des )?comptes publics)",
    r"action (?:sociale|exterieure)",
    r"affaires (?:etrangeres|sociales|europeennes|interieures|exterieures|maritimes|religieuses|culturelles)",
    r"affaires etrangeres et (?:europeennes|du developpement international)",
    r"agriculture",
    r"agroalimentaire",
    r"aide humanitaire",
    r"alimentation",
    r"amenagement du territoire",
    r"amenagement (?:durable|numerique)",
    r"anciens combattants",
    r"armees",
    r"artisanat",
    r"aviation civile",
    r"biodiversite",
    r"budget",
    r"citoyennete",
    r"climat",
    r"cohesion (?:des territoires|sociale)",
    r"collectivites (?:territoriales|locales)",
    r"commerce(?: (?:exterieur|international))?",
    r"communication",
    r"communications",
    r"competitivite",
    r"comptes publics",
    r"condition animale",
    r"consommation",
    r"cooperation",
    r"croissance verte",
    r"culture",
    r"decentralisation",
    r"defense(?: nationale)?",
    r"democratie",
    r"developpement(?: (?:durable|international|economique|rural|productif|social))?",
    r"dialogue social",
    r"droits de l'homme",
    r"droits des femmes",
    r"droits humains",
    r"eau",
    r"ecologie",
    r"economie(?: (?:sociale et solidaire|numerique|bleue))?",
    r"economie sociale",
    r"education(?: (?:nationale|prioritaire|physique))?",
    r"egalite(?: (?:des chances|reelle))?",
    r"egalite (?:entre|femmes|hommes)(?: (?:les )?(?:femmes|hommes)[- ](?:et (?:les )?)?(?:femmes|hommes)|-hommes|"
    r"-femmes)",
    r"eleve?ment",
    r"elevage",
    r"emploi",
    r"energie",
    r"enfance",
    r"enseignement(?: (?:superieur|scolaire|professionnel))",
    r"enseignement",
    r"entreprises",
    r"environnement",
    r"equipement",
    r"espace",
    r"europe",
    r"famille",
    r"familles",
    r"femmes",
    r"finances(?: publiques)?",
    r"fonction publique",
    r"formation(?: professionnelle)?",
    r"foret",
    r"forets",
    r"francophonie",
    r"francais de l'etranger",
    r"gouvernance locale",
    r"habitat",
    r"handicap",
    r"hydrocarbures",
    r"identite nationale",
    r"immigration",
    r"industrie",
    r"information",
    r"infrastructures",
    r"innovation",
    r"insertion",
    r"integration",
    r"interieur",
    r"intelligence artificielle",
    r"investissements?",
    r"jeunesse",
    r"justice",
    r"laicite",
    r"logement",
    r"lutte contre (?:la pauvrete|l'exclusion|les exclusions|les discriminations)",
    r"marine marchande",
    r"mer",
    r"mines",
    r"modernisation de l'etat",
    r"numerique",
    r"nouvelles technologies",
    r"outre-mers?",
    r"oceans",
    r"patrimoine",
    r"peche",
    r"personnes (?:agees|handicapees)(?: et (?:des )?(?:personnes )?handicapees?)?",
    r"petrole",
    r"pme",
    r"petites et moyennes entreprises",
    r"plan",
    r"planification",
    r"politique de la ville",
    r"ports",
    r"prevention",
    r"privatisations",
    r"protection (?:de l'enfance|sociale|civile|de la nature)",
    r"qualite de vie",
    r"recherche(?: scientifique)?",
    r"redressement productif",
    r"reforme de l'etat",
    r"relance",
    r"relations (?:avec le parlement|exterieures|internationales)",
    r"renovation urbaine",
    r"ressources (?:naturelles|humaines|en eau)",
    r"retraites",
    r"reussite educative",
    r"ruralite",
    r"sante(?: publique)?",
    r"science",
    r"sciences",
    r"securite(?: (?:interieure|publique|routiere|sociale|alimentaire|nationale))?",
    r"services publics?",
    r"situations d'urgence",
    r"solidarites?(?: (?:nationale|et sante))?",
    r"souverainete (?:industrielle|numerique|alimentaire)",
    r"sports?",
    r"technologies?",
    r"telecommunications",
    r"territoires",
    r"tourisme",
    r"transformation (?:publique|numerique)",
    r"transition (?:ecologique(?: et (?:solidaire|energetique|climatique))?|energetique|numerique)",
    r"transports?",
    r"transparence",
    r"travail",
    r"travaux publics",
    r"tresor",
    r"urbanisme",
    r"urgences",
    r"vie (?:associative|scolaire)",
    r"vieillesse",
    r"ville",
    r"villes",
    r"vivre ensemble",
)

COUNTRIES = (
    r"afghanistan|afrique du sud|albanie|algerie|allemagne|angola|arabie saoudite|argentine|armenie|australie|"
    r"autriche|"
    r"azerbaidjan|bahrein|bangladesh|belgique|benin|bielorussie|birmanie|bolivie|bosnie|botswana|bresil|bulgarie|"
    r"burkina faso|burundi|cambodge|cameroun|canada|centrafrique|chili|chine|chypre|colombie|comores|congo|"
    r"coree du nord|"
    r"coree du sud|costa rica|cote d'ivoire|croatie|cuba|danemark|djibouti|egypte|emirats arabes unis|equateur|"
    r"erythree|"
    r"espagne|estonie|etats-unis|ethiopie|finlande|france|gabon|gambie|georgie|ghana|grece|guatemala|guinee|haiti|"
    r"honduras|"
    r"hongrie|inde|indonesie|irak|iran|irlande|islande|israel|italie|jamaique|japon|jordanie|kazakhstan|kenya|kosovo|"
    r"koweit|laos|lettonie|liban|liberia|libye|lituanie|luxembourg|macedoine|madagascar|malaisie|mali|malte|maroc|"
    r"mauritanie|mexique|moldavie|monaco|mongolie|montenegro|mozambique|namibie|nepal|nicaragua|niger|nigeria|"
    r"norvege|"
    r"nouvelle-zelande|ouganda|ouzbekistan|pakistan|palestine|panama|paraguay|pays-bas|perou|philippines|pologne|"
    r"portugal|"
    r"qatar|republique dominicaine|republique tcheque|rdc|roumanie|royaume-uni|russie|rwanda|salvador|senegal|serbie|"
    r"singapour|slovaquie|slovenie|somalie|soudan|sri lanka|suede|suisse|syrie|taiwan|tanzanie|tchad|tchequie|"
    r"thailande|"
    r"togo|tunisie|turquie|ukraine|uruguay|venezuela|vietnam|yemen|zambie|zimbabwe"
)

# Heads of public bodies that a place follows: `préfecture de X`, `tribunal judiciaire de X`.
BODIES_OF_PLACE = (
    r"prefecture(?: (?:de region|de police|maritime))?|sous-prefecture|"
    r"tribunal(?: (?:judiciaire|correctionnel|administratif|de commerce|de grande instance|de police|d'instance|"
    r"pour enfants|de premiere instance))?|tgi|chambre regionale des comptes|"
    r"cour (?:d'appel|d'assises|administrative d'appel|criminelle)(?: (?:speciale|des mineurs))?|"
    r"parquet(?: general)?|mairie|hotel de ville|"
    r"conseil (?:departemental|regional|municipal|general|metropolitain|de prud'hommes)|"
    r"gendarmerie(?: departementale)?|groupement (?:de gendarmerie(?: departementale)?|departemental de gendarmerie)|"
    r"compagnie de gendarmerie|section de recherches?|brigades? (?:de recherches?|de gendarmerie)|"
    r"commissariat(?: (?:central|de police))?|police judiciaire|antenne de police judiciaire|"
    r"direction (?:interregionale|regionale|zonale|territoriale|departementale) de la police judiciaire|"
    r"service (?:regional|departemental) de (?:la )?police judiciaire|"
    r"surete (?:departementale|urbaine)|juridiction interregionale specialisee|"
    r"brigade (?:criminelle|anti-?criminalite|de repression du banditisme|de recherche et d'intervention|"
    r"de protection des mineurs|des mineurs|des sapeurs-pompiers|financiere)|"
    r"caisse (?:primaire )?d'(?:assurance maladie|allocations familiales)|rectorat|ars|sdis|crs"
)
# The same that name an institution by themselves or with what follows.
BODIES_ALONE = (
    r"parquet (?:national (?:financier|anti-?terroriste)|anti-?terroriste|federal)|prefecture de police|"
    r"agence regionale de sante|"
    r"inspection generale (?:de la (?:police|gendarmerie) nationale|des affaires sociales|des finances|"
    r"de l'administration|de la justice|de l'education nationale)|"
    r"direction (?:generale|centrale|interministerielle|nationale|regionale) (?:de la |de l'|du |des )"
    r"(?:securite (?:interieure|exterieure|publique|civile|routiere)|sante|"
    r"concurrence, de la consommation et de la repression des fraudes|cohesion sociale|finances publiques|"
    r"police (?:judiciaire|nationale|aux frontieres)|renseignement (?:interieur|territorial|militaire)|"
    r"aviation civile|"
    r"travail|tresor|alimentation|armement|gendarmerie nationale|enseignement (?:superieur|scolaire)|entreprises|"
    r"douanes(?: et (?:des )?droits indirects)?|offre de soins)|"
    r"haute autorite (?:de (?:la )?sante|pour la transparence de la vie publique|"
    r"pour la diffusion des oeuvres et la protection des droits sur internet)|"
    r"commission (?:nationale (?:de l'informatique et des libertes|consultative des droits de l'homme|"
    r"d'amenagement commercial|des comptes de campagne(?: et des financements politiques)?|du debat public)|"
    r"europeenne|des (?:lois|finances|affaires (?:etrangeres|sociales|europeennes|culturelles|economiques))"
    r"(?: (?:de l'assemblee(?: nationale)?|du senat))?)|"
    r"autorite (?:de la concurrence|des marches financiers|de surete nucleaire|"
    r"de controle prudentiel(?: et de resolution)?|nationale des jeux)|"
    r"cour (?:de cassation|des comptes|de justice (?:de la republique|de l'union europeenne)|"
    r"europeenne des droits de l'homme|penale internationale|internationale de justice|supreme)|"
    r"conseil (?:constitutionnel|economique, social et environnemental|superieur de (?:l'audiovisuel|"
    r"la magistrature)|"
    r"francais du culte musulman|de l'europe|de securite(?: de l'onu| des nations unies)?|national du numerique)|"
    r"gendarmerie (?:nationale|maritime)|police (?:nationale|aux frontieres)|garde nationale"
)
# Those that a nationality follows: `armée américaine`.
NATIONAL_BODIES = (
    r"armees?|forces armees|armee de (?:l'air|terre)|marine|parlement|senat|cour supreme|services secrets|"
    r"banque centrale"
)
# A part of a body, which its name then includes: `section de recherches de la gendarmerie de X`.
UNITS = r"section|sous-direction|direction|brigade|inspection generale|peloton"

# Organizations whose name follows their kind.
ORGANIZATION_HEADS = (
    r"universite|faculte(?: de (?:medecine|droit|pharmacie|sciences|lettres))?|"
    r"hopital(?: (?:prive|militaire|intercommunal|universitaire))?|chu|chru|clinique|"
    r"centre hospitalier(?: (?:universitaire|regional|intercommunal))?|"
    r"lycee(?: (?:prive|professionnel|general|agricole|hotelier))?|college|ecole(?: normale superieure)?|ehpad|"
    r"fondation|institut|diocese|fc"
)
# The same whose kind is not part of the name: `le syndicat Alliance`.
ORGANIZATION_KINDS = (
    r"syndicat|association|ong|parti|collectif|mouvement|club|think tank|federation|boys? band|girls? band|girl group|"
    r"groupe (?:de (?:rock|rap|pop|metal|punk|reggae|funk|k-pop|musique|hip-hop)|pop|rock|disco|punk|vocal|musical|"
    r"terroriste|jihadiste|djihadiste|islamiste|arme|rebelle|neonazi)|trio|quatuor"
)
# Words that stand for a place before its name: `rue de Rivoli`, `aéroport de Nantes`.
PLACE_HEADS = (
    r"rue|avenue|boulevard|place|quai|impasse|esplanade|aeroport(?: (?:international|regional))?|gare|stade|massif|"
    r"lac|golfe|cathedrale|basilique|eglise|chateau|abbaye|prison|maison d'arret|centre penitentiaire|"
    r"centre de detention|musee|palais|pont|tunnel|hippodrome|foret|baie|aerodrome|base aerienne|desert|cap|port|mont"
)
# Before a capitalised name they say that it is no person's: streets, schools, prizes named after people.
NAMED_AFTER = (
    r"rue|avenue|boulevard|place|quai|allee|square|lycee|college|ecole|universite|hopital|clinique|stade|gymnase|"
    r"aeroport|gare|pont|centre|musee|theatre|salle|prix|fondation|institut|groupe|espace|porte-avions|cours|parc|"
    r"maison|metro|station|loi|"
    r"complexe|residence|hotel|mediatheque|bibliotheque|cite|fort|camp|rond-point|palais|hippodrome|galerie|"
    r"trophee|coupe|oscar|affaire"
)

# Before two capitalised words they say that it is a person's name: `le procureur X Y`.
TRADES = (
    r"directeur|directrice|directeur general|directrice generale|procureure?|avocate?|juge|magistrate?|maire|adjointe?|"
    r"deputee?|senateur|senatrice|eurodeputee?|elue?|candidate?|ministre|prefete?|commissaire|general|colonel|capitaine|"
    r"commandante?|lieutenant|chercheur|chercheuse|professeure?|medecin|docteur|epidemiologiste|economiste|historienne?|"
    r"sociologue|politologue|journaliste|animateur|animatrice|chroniqueur|chroniqueuse|chanteur|chanteuse|acteur|actrice|"
    r"comedienne?|humoriste|realisateur|realisatrice|cineaste|producteur|productrice|ecrivaine?|romanciere?|"
    r"dessinateur|dessinatrice|photographe|danseur|danseuse|mannequin|joueur|joueuse|footballeur|footballeuse|pilote|"
    r"entraineur|entraineuse|selectionneur|gardien|attaquant|milieu|defenseur|syndicaliste|militante?|porte-parole|"
    r"analyste|expert|experte|consultante?|avocat general|cardinal|eveque|archeveque|pasteur|imam|rabbin"
)
# After an honorific and an article no name: `Monsieur le Maire`.
POLITE = (
    r"maire|presidente?|ministre|premier ministre|deputee?|prefete?|juge|procureure?|directeur|directrice|ambassadeur"
)

COMPANY_HEADS = (
    r"societe|entreprise|start-up|startup|compagnie(?: aerienne)?|firme|constructeur(?: automobile)?|cabinet|"
    r"laboratoire|operateur|equipementier|avionneur|distributeur|enseigne|fabricant|multinationale|editeur|armateur|"
    r"transporteur|filiale|banque|brasseur|papetier|motoriste|groupe|usine"
)
COMPANY_FORMS = (
    r"SA|SAS|SARL|SE|Inc|Corp|Ltd|LLC|GmbH|AG|SpA|plc|PLC|NV|Group|Holdings|Holding|Technologies|Industries|Motors|"
    r"Airlines|Airways|Pharmaceuticals|Therapeutics|Entertainment|Pictures|Records|Consulting"
)
MEDIA_HEADS = (
    r"quotidien(?: (?:regional|sportif|local|economique|du soir))?|journal|hebdomadaire|hebdo|magazine|mensuel|"
    r"chaine(?: (?:de television|info|d'information|de tele|cryptee|publique|d'info(?: en continu)?|"
    r"d'information en continu))?|agence de presse|tabloid|tabloide"
)

# The first word of a long name that its acronym follows in brackets, by what it makes of the name.
DEFINED_HEADS = {
    "PUBLIC_BODY": (
        r"agence|agences|autorite|brigade|bureau|caisse|cellule|commission|compagnie|conseil|cour|delegation|direction|"
        r"division|etablissement|groupe|groupement|haut|haute|inspection|juridiction|mission|office|parquet|peloton|pole|"
        r"prefecture|secretariat|section|service|sous|tribunal|unite"
    ),
    "ORGANIZATION": (
        r"alliance|amicale|association|collectif|confederation|coordination|federation|fondation|front|intersyndicale|"
        r"ligue|mouvement|parti|rassemblement|reseau|syndicat|union"
    ),
}
# Acronyms of what every firm has: no names.
COMMON_ACRONYMS = frozenset(
    ("CSE", "CHSCT", "CE", "CDD", "CDI", "TVA", "PIB", "PME", "TPE", "ETI", "ADN", "SUV", "OPA", "PSE")
)

# After a word that says what a name is, the name ends for sure before one of these; else it may go on in lower case.
AFTER_NAMES = (
    r"a|ai|ainsi|alors|ait|apres|au|aura|aurait|aux|avait|avant|avec|avaient|car|ce|cette|chez|contre|dans|depuis|"
    r"doit|donc|dont|elle|en|est|et|etait|fait|il|ils|je|jusqu|la|le|les|lors|lui|mais|mardi|mercredi|jeudi|vendredi|"
    r"lundi|samedi|dimanche|n|ne|nous|on|ont|ou|par|pendant|peut|plus|pour|puis|qu|quand|que|qui|s|sa|sans|se|sera|"
    r"serait|si|son|sont|sous|sur|tout|un|une|va|vers|veut|y"
)
# Before a kind of place or body they say that no certain one is meant: `un hôpital de X`.
INDEFINITE = (
    r"un|une|des|ces|ce|cet|cette|son|sa|ses|leur|leurs|mon|ma|notre|votre|plusieurs|quelques|chaque|deux|trois|aucun|"
    r"aucune"
)
# Groups that are no firms: armed ones, those of members of parliament, pages to write on.
NO_FIRMS = r"Etat|État|Facebook|WhatsApp|Whatsapp|Messenger|Telegram|Signal|Sentinelle|[A-Z]"
PARLIAMENTS = r"à l'(?:A|a)ssemblée|au (?:S|s)énat|au (?:P|p)arlement|au (?:C|c)onseil|à la (?:R|r)égion|parlementaire"

# Capitalised because a sentence begins with them: what follows is still a name of its own.
SENTENCE_STARTS = (
    r"à|après|aussi|avec|car|ce|cela|cependant|certes|chez|comme|contre|dans|de|depuis|dès|dimanche|donc|durant|en|enfin|"
    r"ensuite|entre|et|hier|ici|jeudi|lundi|mais|mardi|mercredi|même|ni|or|où|par|parmi|pendant|pour|pourtant|puis|quand|"
    r"quant|que|qui|samedi|sans|selon|si|sur|toutefois|vendredi|vers|voici|voilà"
)
