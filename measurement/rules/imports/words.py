"""When are two words the same word, however they were typed? And which words do tables use for their columns?"""

import unicodedata
from functools import lru_cache

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A text without case, accents, punctuation, and marks of direction: the same for every way of typing it.

    Pictures are kept, so that a code with one beside it is another code.
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text[:400]).casefold())
    kept = (
        character if character.isalnum() or unicodedata.category(character) == "So" else " "
        for character in spread
        if not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    )
    return " ".join("".join(kept).split())


@lru_cache(maxsize=20_000)
def even(text: str) -> str:
    """A text with plain dashes, single spaces, no accents and no marks of direction, in lower case."""
    spread = unicodedata.normalize("NFKD", text[:400].translate(DASHES)).translate(DASHES).casefold()
    kept = (each for each in spread if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    return " ".join("".join(kept).split())


# The words of each column by language; the language tells which way decimals are written, too.
HEADINGS: dict[str, dict[str, str]] = {
    "indicator": {
        "en": "indicator|indicator code|indicator id|indicator name|measure|measure code|measure name|metric|kpi",
        "de": "indikator|kennzahl|indikatorcode|messgrosse|kenngrosse",
        "fr": "indicateur|code indicateur|code de l indicateur|mesure",
        "es": "indicador|codigo de indicador|codigo del indicador|medida",
        "other": "indicatore|indicator naam|المؤشر|מדד|מחוון|показатель|指标|指標",
    },
    "organization": {
        "en": "organization|organisation|organization code|organisation code|organization name|organisation name|org"
        "|org code|org name|partner|partner code|partner name|partner organization|partner organisation|provider"
        "|provider code|provider name|district|district code|district name|school district|school|school code"
        "|school name|agency|agency code|agency name|local authority|la|la code|la name|authority|area|area code"
        "|area name|institution|site|entity|reporting unit|subject|member",
        "de": "organisation|organisationscode|einrichtung|trager|partner|bezirk|schulbezirk|schule|traeger",
        "fr": "organisation|organisme|code organisation|partenaire|etablissement|district|ecole",
        "es": "organizacion|codigo de organizacion|entidad|socio|distrito|escuela|centro",
        "other": "organizzazione|organizacao|organisatie|المنظمة|המנה|ארגון|организация|机构|機構",
    },
    "period": {
        "en": "period|time period|reporting period|year|school year|academic year|fiscal year|quarter|month|week|term"
        "|time|date|as of|period covered|calendar year",
        "de": "zeitraum|periode|jahr|schuljahr|quartal|monat|berichtszeitraum|datum|geschaftsjahr",
        "fr": "periode|annee|annee scolaire|trimestre|mois|date",
        "es": "periodo|ano|ano escolar|trimestre|mes|fecha|curso",
        "other": "الفترة|תקופה|период|期间|期間",
    },
    "start": {
        "en": "start|start date|period start|from|begin|beginning|starts on|from date|date from|period from",
        "de": "beginn|von|anfang|startdatum",
        "fr": "debut|date de debut|du|de",
        "es": "inicio|desde|fecha de inicio",
    },
    "end": {
        "en": "end|end date|period end|to|until|ending|ends on|to date|date to|through|period to",
        "de": "ende|bis|enddatum",
        "fr": "fin|date de fin|au|a",
        "es": "fin|hasta|fecha de fin",
    },
    "group": {
        "en": "group|breakdown|subgroup|sub group|student group|category|demographic|demographic group|disaggregation"
        "|population group|ethnicity|race|race ethnicity",
        "de": "gruppe|untergruppe|aufschlusselung|kategorie|untergliederung",
        "fr": "groupe|sous groupe|ventilation|categorie",
        "es": "grupo|subgrupo|desglose|categoria",
        "other": "gruppo|grupo|groep|المجموعة|קבוצה|группа|组|群組",
    },
    "numerator": {
        "en": "numerator|count|number|num|n|eligible|number eligible|met|number met|achieved|number achieved|yes|cases"
        "|students|pupils|numerator count|qualifying|number qualifying|graduates|proficient",
        "de": "zahler|anzahl|zahl|zaehler|berechtigt",
        "fr": "numerateur|nombre|effectif|admissibles",
        "es": "numerador|numero|cantidad|conteo|elegibles",
        "other": "numeratore|teller|البسط|מונה|числитель|分子",
    },
    "denominator": {
        "en": "denominator|out of|base|enrolled|enrollment|enrolment|number enrolled|population|cohort|denom|of"
        "|total enrolled|total enrollment|total enrolment|total students|total pupils|number tested|all students tested"
        "|denominator count|cohort size|n total|total n|total number|total count",
        "de": "nenner|grundgesamtheit|eingeschrieben|basis|von insgesamt",
        "fr": "denominateur|inscrits|sur|population",
        "es": "denominador|matriculados|inscritos|poblacion|de un total de",
        "other": "denominatore|noemer|المقام|מכנה|знаменатель|分母",
    },
    "value": {
        "en": "value|percent|percentage|pct|rate|result|figure|amount|score|per cent|value pct|share|data value"
        "|observed value|obs value|percent value|mean|median|average",
        "de": "wert|prozent|anteil|quote|ergebnis|betrag|messwert",
        "fr": "valeur|pourcentage|taux|resultat|montant|pour cent",
        "es": "valor|porcentaje|tasa|resultado|importe|por ciento",
        "other": "valore|waarde|القيمة|ערך|значение|值|数值",
    },
    "note": {
        "en": "note|notes|comment|comments|remark|remarks|footnote|footnotes|explanation|note to reviewer",
        "de": "bemerkung|bemerkungen|anmerkung|notiz|kommentar|hinweis",
        "fr": "remarque|remarques|commentaire|observation|observations",
        "es": "nota|notas|comentario|comentarios|observaciones",
        "other": "ملاحظة|ملاحظات|הערה|הערות|примечание|备注|備註",
    },
    "status": {
        "en": "status|data status|flag|obs status|observation status",
        "de": "datenstatus|kennzeichen",
        "fr": "statut",
        "es": "estado del dato",
    },
    "key": {"en": "backbone key"},
    "nothing": {
        "en": "nothing to report",
        "de": "nichts zu melden",
        "fr": "rien a signaler",
        "es": "nada que informar",
    },
    "unit": {
        "en": "unit|units|unit of measure|unit of measurement|measurement unit|uom|unit multiplier|multiplier|scale",
        "de": "einheit|masseinheit",
        "fr": "unite|unite de mesure",
        "es": "unidad|unidad de medida",
    },
    "because": {"en": "why it is right", "fr": "pourquoi c est juste"},
}

ROLE_OF: dict[str, tuple[str, str]] = {
    plain(word): (role, language)
    for role, languages in HEADINGS.items()
    for language, joined in reversed(languages.items())
    for word in joined.split("|")
}


def listed(joined: str) -> frozenset[str]:
    """Words that were written one after the other, each in its plain form."""
    return frozenset(plain(word) for word in joined.split("|"))


TOTALS = listed(
    "total|totals|grand total|sum|sums|subtotal|sub total|overall|overall total|all districts|all organizations"
    "|all organisations|all partners|all schools|total all|column total|summe|gesamt|insgesamt|gesamtsumme"
    "|zwischensumme|total general|totaux|ensemble|sous total|suma|totales|totale|subtotale|totaal|المجموع|סהכ|итого"
    "|合计|合計|总计|總計"
)
AVERAGES = listed("average|averages|mean|median|durchschnitt|mittelwert|moyenne|promedio|media|gemiddelde")
EVERYBODY = listed(
    "all|all students|all pupils|all people|all groups|everyone|everybody|total|whole|whole population|overall|alle"
    "|gesamt|insgesamt|tous|toutes|ensemble|todos|todas|total students|total pupils|all children|all learners"
    "|aggregate|the whole"
)


def is_total(text: str) -> bool:
    """Whether a row's name says that it adds up the rows above."""
    word = plain(text)
    return word in TOTALS or word.startswith(("total ", "grand total", "subtotal ")) or word.endswith(" total")
