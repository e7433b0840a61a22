"""What French news sites print around their articles. Nothing but data: regular expressions on one line at a time.

They see the line as `view.fold` gives it (lower case, no accents, `'` and `-` for all their kin), without the emoji,
arrows, bullets and blanks before and after it. Lines that open with a quotation mark, and (but for appeals) lines of
more than `MAX_LINE` characters, are never tried: an article speaks there. Bounded repetition only.
"""

MAX_LINE = 300

_NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whats ?app|telegram|instagram|pinterest|messenger|flipboard|snapchat|tiktok|"
    r"bluesky|threads|mastodon|youtube|twitch|reddit|discord|google(?: (?:news|actualites|discover))?|les reseaux"
    r"(?: sociaux)?|e-?mail|mail|sms)"
)
_MONTH = r"(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]{0,6}"
_DAY = r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
_AGENCY = (
    r"(?:afp|reuters|ap|dr|sipa|belga|getty|shutterstock|istock|adobe|fotolia|pexels|unsplash|pixabay|wikimedia|flickr|"
    r"pxhere|maxppp|archives|capture|creative commons|cc[ -]by)"
)

# The whole line is one of these.
LINES = (
    # navigation
    r"(?:passer|aller|acceder|sauter)(?: directement)? "
    r"(?:au contenu|au menu|a la navigation|a la recherche)(?: principale?)?",
    r"(?:menu|navigation|accueil|recherche[rz]?|sommaire|rubriques)(?: principale?)?",
    r"accueil ?[>›»/|].{0,150}",
    r"(?:se )?(?:connexion|connecter|deconnecter|identifier)|s'identifier|s'inscrire|mon compte|"
    r"(?:creer|ouvrir) un compte",
    r"(?:fermer|ouvrir|afficher|masquer)(?: (?:la fenetre|le menu|la publicite|le panneau))?",
    r"retour (?:a l'accueil|en haut(?: de page)?|au sommaire|a la liste)|haut de (?:la )?page",
    r"(?:article|page)? ?(?:precedente?|suivante?)|(?:voir|afficher|charger) (?:plus|la suite|tout)(?: d'articles)?",
    r"(?:lire|voir) (?:la suite|l'article(?: complet)?|tous (?:les|ses) articles(?: .{1,60})?)",
    r"lire plus|en savoir plus",
    r"article (?:precedent|suivant) ?:.{1,200}|navigation d(?:e l'article|es articles)|chargement(?: en cours)?",
    r"article (?:redige|ecrit) par(?: .{2,60})?|je me connecte|j'en profite",
    r"(?:voir|decouvr(?:ir|ez)) (?:les|nos|l'|cette) ?offres?(?: .{0,40})?|contenu de marque",
    r"(?:voir|afficher|lire|acceder aux?|masquer)(?: tous)? (?:les )?(?:\d{1,5} )?(?:commentaires|reactions)",
    r"(?:mentions legales|plan du site|qui sommes[ -]nous|nous contacter|contact(?:ez-nous)?|cg[uv]|rss|flux rss)",
    r"conditions generales(?: d'utilisation| de vente)?|politique de confidentialite|donnees personnelles",
    # sharing
    r"partage[rzs]?(?: (?:l'article|cet article|cette page|la page|via|avec))?(?: (?:sur )?" + _NETWORK + r")?",
    r"(?:envoyer|partager) (?:par (?:e-?mail|mail|sms)|a un ami)|imprimer(?: (?:l'article|cet article|la page))?",
    r"copier le lien|lien copie|tweeter?|j'aime|(?:ecouter|sauvegarder|enregistrer)(?: (?:l'article|cet article))?"
    r"(?: ?:? ?\d{1,3} ?min.{0,10})?",
    r"(?:ajouter|mettre) (?:a (?:mes|vos) |aux |en )(?:favoris|signets)|offrir(?: l'article| cet article)?",
    _NETWORK + r"(?:(?: ?[,|/·•-] ?| )" + _NETWORK + r"){0,8}",
    r"(?:nous )?suivre|suivez[ -]nous|(?:nous )?suivre (?:sur )?" + _NETWORK,
    # advertising, paywall, reading time
    r"publicites?|annonces?|(?:contenus? )?sponsorises?|(?:contenu )?partenaire|publi-?(?:redactionnel|communique)",
    r"(?:la )?suite (?:de l'article )?(?:apres|sous) (?:la|cette) (?:publicite|pub|video)",
    r"(?:article |contenu )?(?:reserve|offert) aux abonnes?|abonnes?|premium|je m'(?:abonne|inscris)",
    r"(?:temps de )?lecture ?:? ?\d{1,3} ?min(?:utes?|\.)?|\d{1,3} ?min(?:utes?|\.)?(?: de lecture)?",
    r"il (?:vous )?reste \d{1,3}(?:[.,]\d{1,4})? ?% de .{1,80}",
    r"(?:nos |la |notre |les )?newsletters?(?: .{0,60})?|s'(?:inscrire|abonner) a (?:la|notre|nos) newsletters?",
    r"s'abonner(?: .{0,60})?|inscription(?: a la newsletter)?",
    r"(?:tags?|mots?[ -]cles?|etiquettes?|hashtags?) ?:.{0,250}",
    # cookies
    r"(?:tout )?(?:accepter|refuser)(?: (?:et (?:fermer|continuer)|tout|les cookies))?|continuer sans accepter",
    r"(?:gerer|gestion|parametrer|parametres)(?: (?:de |des |mes |vos |les )?(?:cookies|preferences|choix|traceurs))",
    # invitations to comment, where no comments follow
    r"(?:cliquer|cliquez)(?: ici)? pour (?:commenter|reagir|partager)|commenter|reagir|donnez votre avis",
    r"signaler(?: (?:un|une|ce) (?:abus|commentaire|contenu|erreur|faute|probleme))?",
    # byline with nothing but the date
    r"(?:par [^.:;]{2,60}[ ,|·•-]{1,4})?(?:article )?"
    r"(?:publiee?|postee?|parue?|redigee?|modifiee?|actualisee?|mise? (?:a jour|en ligne)|derniere mise a jour)"
    r"(?: ?:| le| a| il y a| aujourd'hui| hier| ce)"
    r"(?:[\W\dh]|\b(?:le|la|a|min|mn|et|ce|hier|il y a|jours?|heures?|minutes?|publiee?|modifiee?|mise? a jour|"
    + _DAY
    + r"|"
    + _MONTH
    + r")\b){0,80}(?:par [^.:;]{2,60})?",
)

# The line begins so.
OPENINGS = (
    r"pour ne (?:plus )?(?:rien )?(?:manquer|rater|louper|perdre)\b.{0,150}\b"
    r"(?:suivez|abonnez|inscrivez|telechargez|retrouvez|rejoignez|activez|cliquez|ajoutez|recevez)",
    r"(?:abonnez|inscrivez|connectez|identifiez|enregistrez)-vous\b",
    r"si vous avez (?:aime|apprecie) cet article|votre (?:adresse )?(?:e-?mail|mail),? .{0,40}consentement",
    r"(?:re)?(?:lire|voir|ecouter|regarder|decouvrir)(?: aussi| egalement)\b",
    r"(?:a|et) (?:re)?(?:lire|voir|ecouter|regarder|decouvrir)(?: aussi| egalement| sur le meme| absolument| ?:)",
    r"(?:re)?(?:lire|voir|lisez|ecoutez|consultez) (?:notre|nos) "
    r"(?:article|dossier|enquete|entretien|interview|reportage|decryptage|analyse|edito|live|direct|selection)",
    r"(?:lisez|ecoutez) (?:aussi|egalement)\b",
    r"suivez(?:-nous| nous| notre (?:page|compte|chaine|direct|live)| toute l'actualite)",
    r"suivez l'actualite (?:de|du|des|sur)\b",
    r"suivez .{2,60} sur " + _NETWORK + r"\b",
    r"(?:rejoignez|retrouvez)(?:-nous| nous| notre (?:page|compte|chaine|communaute|newsletter))",
    r"retrouvez (?:tous? |toutes? )?(?:nos|notre|l'integralite de (?:nos|notre)) ",
    r"retrouvez .{2,60} sur " + _NETWORK + r"\b",
    r"(?:telechargez|installez) (?:gratuitement )?(?:l'|notre |nos )(?:appli|app\b)",
    r"recevez (?:chaque|tous les|toutes les|gratuitement|nos|notre|par (?:e-?mail|mail)|"
    r"l'essentiel|le meilleur|les (?:infos|alertes|dernieres))",
    r"(?:deja|pas encore|vous etes(?: deja)?) (?:abonnee?|inscrite?|membre)\b",
    r"vous avez deja un compte|mot de passe oublie|(?:ce contenu|cet article) est reserve|pour lire la suite",
    r"en (?:cliquant|poursuivant|continuant|vous inscrivant|validant|renseignant)\b.{0,200}\b"
    r"(?:vous (?:acceptez|consentez|reconnaissez)|j'accepte|je consens)",
    r"(?:ce|notre) site (?:web |internet )?(?:utilise|fait usage|a recours)\b.{0,60}\bcookies\b",
    r"nous (?:utilisons|et nos (?:\d{1,4} )?partenaires)\b.{0,120}\b(?:cookies|traceurs)\b",
    r"votre adresse (?:e-?mail|mail|de messagerie|electronique)\b|les champs obligatoires\b",
    r"(?:veuillez|merci de) (?:vous (?:connecter|identifier|inscrire)|activer (?:javascript|les cookies))",
    r"(?:toute )?reproduction (?:totale|partielle|interdite|meme partielle)",
    r"tous droits (?:de reproduction|reserves)|copyright\b",
    r"(?:vous avez|avez-vous) (?:repere|trouve|remarque|vu|constate) une (?:erreur|faute|coquille)",
    r"(?:cet article|ce contenu|cette (?:video|actu)) vous a (?:plu|interesse|ete utile)",
    r"vous avez (?:aime|apprecie) cet article",
    r"ajoutez .{2,60} a (?:vos|votre|mes) (?:favoris|sources|flux|google)",
    r"les commentaires (?:sont|ont ete) (?:fermes|desactives|clos|moderes)|soyez le premier a (?:commenter|reagir)",
    # credits of pictures; a caption that says something stays
    r"\(?credits? ?(?:photos?|images?|illustrations?|visuels?|videos?)?(?: (?:de|d')[^:]{1,30})? ?[:©]",
    r"(?:photos?|images?|illustrations?|visuels?|capture d'ecran|infographie)"
    r"(?: (?:d'illustration|d'archives|pretexte|de une))? ?[:/|-]? ?(?:©|\(c\)|credits?\b|" + _AGENCY + r"\b)",
    r"©|\(c\) ",
)

# The line says so in its first `INVITED_WITHIN` characters.
INVITATIONS = (r"\b(?:abonnez|inscrivez)-vous\b.{0,60}\b(?:newsletters?|lettre d'information|chaine whatsapp)\b",)
INVITED_WITHIN = 200

# A line of this kind heads a list of links to other articles.
LIST_HEADINGS = (
    r"a (?:re)?(?:lire|voir|ecouter|regarder|decouvrir)",
    r"(?:a )?(?:re)?(?:lire|voir|ecouter|regarder|decouvrir) (?:aussi|egalement|ensuite|absolument|sur le meme sujet)",
    r"(?:sur|dans) l[ea] meme (?:sujet|theme|thematique|rubrique|categorie|dossier)",
    r"(?:nos |les |autres |plus d')?(?:derniers? |derniere )?"
    r"(?:articles?|sujets?|contenus?|actualites?|videos?|dossiers?|themes?) "
    r"(?:similaires?|lie(?:e?s)?|associe(?:e?s)?|recommande(?:e?s)?|connexes?|populaires?|recent(?:e?s)?|relatifs)",
    r"(?:les )?(?:articles )?(?:les )?(?:plus|\+) (?:lus|vus|populaires|commentes|recents|partages|consultes)",
    r"vous (?:aimerez|pourriez|devriez|allez)(?: peut-etre| sans doute)?(?: aussi| egalement)?"
    r"(?: aimer| apprecier| adorer)?(?: aussi)?",
    r"(?:ceci|cela|ca|ces articles) (?:peut|peuvent|pourrait|pourraient|devrait)(?: aussi| egalement)? "
    r"vous (?:interesser|plaire)",
    r"a ne pas (?:manquer|rater)|pour aller plus loin|prolongez votre lecture.{0,60}|recommandes? pour vous",
    r"nos derniers articles|derniers articles|autres articles|plus d'articles|top articles|nos (?:offres|bons plans)",
    r"(?:les )?dernieres (?:actualites|actus|infos|news|videos)|(?:toute )?l'actualite en continu|le fil (?:info|actu)",
)

# From such a line on readers speak, to the end of the text. It counts once the article has begun.
COMMENTS = (
    r"(?:laisse[rz]?|ajoute[rz]?|ecri(?:re|vez)|poste[rz]?|depose[rz]?|publie[rz]?|redige[rz]?) (?:un|votre|ton) "
    r"commentaire\b.{0,80}",
    r"(?:laisser|laissez) une reponse\b.{0,80}",
    r"(?:(?:vos|les|tous les|derniers) )?commentaires? ?:? ?[(\[]?\d{1,6}[)\]]?",
    r"(?:vos|tous les) (?:commentaires|reactions)",
    r"(?:(?:les|vos) )?commentaires? des (?:lecteurs|lectrices|abonnes|internautes|membres).{0,40}",
    r"(?:espace|section|zone) (?:de )?commentaires?|(?:commenter|reagir a) cet article",
    r"(?:rejoindre|rejoignez|participe[rz]? a) la (?:discussion|conversation)",
    r"(?:\d{1,6}|une?) commentaires? sur .{1,200}",
    r"(?:\d{1,6}|une?) (?:reponses?|reflexions?|pensees?|avis|reactions?) (?:sur|a|au|pour) [«\"“].{1,200}",
)

# These too, but they also stand as a counter above the article: more of it must have gone before.
COMMENT_COUNTERS = (r"(?:les )?commentaires?|(?:\d{1,6}|aucune?) (?:commentaires?|reactions?)|reactions? ?\(\d{1,6}\)",)

# A heading under which a newspaper asks its readers for help; what follows counts if it speaks of that.
APPEALS = (
    r"comment (?:pouvez-vous |pourriez-vous |pouvoir )?nous (?:aider|soutenir)\b.{0,150}",
    r"(?:pourquoi|comment) (?:nous soutenir|faire un don|soutenir (?:notre|nos|un media|une presse))\b.{0,150}",
    r"(?:soutenez|aidez)(?:-nous| notre| nos| un media| une (?:presse|info\w{0,8})|"
    r" (?:la|le|l')? ?(?:presse|journalisme|info\w{0,8}|redaction|independance))\b.{0,150}",
    r"(?:faites|faire) un don\b.{0,150}|je (?:fais un don|soutiens)\b.{0,100}",
    r"(?:nous avons|on a|.{2,40} a) besoin de (?:vous|votre soutien|vos dons|ses lecteurs)\b.{0,150}",
    r"vous (?:appreciez|aimez) (?:notre travail|nos articles|notre journal\w{0,6})\b.{0,150}",
    r"(?:cet article|ce site|notre site|l'acces a cet article) (?:est|reste) "
    r"(?:gratuit|en acces libre|libre d'acces)\b.{0,150}",
)

# Words of such an appeal: a paragraph with two different ones goes with its heading, the last one of a text with three
# and a word to the reader needs none.
APPEAL_WORDS = (
    "soutien",
    "soutenir",
    "soutenez",
    "nous aider",
    "aide publique",
    "leur aide",
    "votre aide",
    "faire un don",
    "faites un don",
    "vos dons",
    "nous informer",
    "abonn",
    "lecteurs",
    "media libre",
    "independan",
    "journalisme",
    "deductible",
    "actionnaire",
    "publicite",
    "grace a vous",
    "contribution",
    "sans but lucratif",
)

# Such a paragraph says we and you.
APPEAL_SPEAKER = r"\b(?:nous|notre|nos)\b"
APPEAL_ADDRESSEE = r"\b(?:vous|votre|vos|lecteurs)\b"
