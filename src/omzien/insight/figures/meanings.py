"""What each dimension means, in plain words: by what it splits, and where its values come from."""

from collections.abc import Mapping
from types import MappingProxyType

MEANINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "municipality": (
            (
                "De gemeente waarvoor het werk gebeurt: bij een aanmelding waar iemand zich meldt, "
                "bij een groep waar die is."
            ),
            (
                "The municipality for which the work is done: of a registration where somebody "
                "registers, of a group where it is."
            ),
        ),
        "year": (
            "Het kalenderjaar van de dag die bij het cijfer telt.",
            "The calendar year of the day that counts.",
        ),
        "quarter": (
            "Het kwartaal van de dag die bij het cijfer telt.",
            "The quarter of the day that counts.",
        ),
        "month": ("De maand van de dag die bij het cijfer telt.", "The month of the day that counts."),
        "gender": ("Het geslacht zoals de inwoner dat opgeeft.", "The gender as the resident gives it."),
        "age": (
            (
                "De leeftijd die iemand bereikt in het jaar van de dag die telt. Het cijfer kent alleen "
                "het jaar van geboorte."
            ),
            (
                "The age that somebody reaches in the year of the day that counts. Figures know the "
                "year of birth only."
            ),
        ),
        "lives_in": (
            "De gemeente waar de inwoner nu woont. Dat kan een andere zijn dan waar de aanmelding was.",
            "The municipality where the resident lives now. It may be another than that of the registration.",
        ),
        "domain": (
            "Het leefgebied van de vraag. Eén aanmelding kan over meer leefgebieden gaan.",
            "The domain of life of the question. One registration may be about several.",
        ),
        "subdomain": (
            "Het deel van het leefgebied waar de vraag over gaat. Dat hoeft niet te zijn ingevuld.",
            "The part of the domain that the question is about. It need not be filled in.",
        ),
        "service": (
            "De werksoort die de hulp geeft. Eén aanmelding kan bij meer werksoorten komen.",
            "The service that gives the support. One registration may come to several.",
        ),
        "kind": (
            "De soort interventie, uit de lijst van de organisatie.",
            "The kind of intervention, from the organisation's own list.",
        ),
        "form": (
            "De vorm van de hulp: een traject met een plan, een leun- en steuncontact, of advies.",
            "The form of the support: a trajectory with a plan, light support, or advice.",
        ),
        "result": (
            "Hoe een interventie eindigde. Van wat nog loopt, is dat niet ingevuld.",
            "How an intervention ended. Of what still runs it is not filled in.",
        ),
        "factor": (
            "Wat de hulp langer of zwaarder maakte. Eén interventie kan meer factoren hebben.",
            "What made the support longer or heavier. One intervention may have several factors.",
        ),
        "item": (
            "Het leefgebied van de Zelfredzaamheid-Matrix waarop gescoord is.",
            "The domain of the self-sufficiency matrix (ZRM) that was scored.",
        ),
        "team": ("Het team dat het werk doet.", "The team that does the work."),
        "channel": ("Hoe de inwoner bij ons kwam.", "How the resident came to us."),
        "referral_source": (
            "Wie de inwoner naar ons verwees. Niet ingevuld: niemand, de inwoner kwam zelf.",
            "Who referred the resident to us. Not filled in: nobody, the resident came of own accord.",
        ),
        "triage": (
            "Wat wij bij de eerste blik vonden: hoort de vraag hier?",
            "What we said at the first look: does the question belong here?",
        ),
        "over_norm_reason": (
            "Waarom het eerste gesprek later was dan de norm.",
            "Why the first exploration was later than the norm.",
        ),
        "support_over_norm_reason": (
            "Waarom de hulp later begon dan de norm.",
            "Why the support began later than the norm.",
        ),
        "return_reason": (
            "Het leefgebied waarvoor iemand terugkwam.",
            "The domain of life that somebody returned for.",
        ),
        "partner": (
            "De partner van wie of naar wie werd verwezen.",
            "The partner who referred, or was referred to.",
        ),
        "partner_kind": (
            "De soort organisatie van die partner.",
            "The kind of organisation of that partner.",
        ),
        "outcome": ("Wat er van de verwijzing kwam.", "What became of the referral."),
        "follow_up_outcome": (
            "Hoe het met de inwoner ging bij het telefoontje na afloop.",
            "How the resident was at the call after the support.",
        ),
        "attainment": (
            "Of een doel gehaald is, volgens het oordeel aan het eind.",
            "Whether a goal was met, as judged at the end.",
        ),
        "contact_kind": (
            "De soort contact: een huisbezoek, een telefoontje.",
            "The kind of contact: a visit, a call.",
        ),
        "topic": ("Het onderwerp van de groep.", "The topic of the group."),
        "meeting": (
            "Hoe mensen elkaar troffen: op één plek, online, of allebei.",
            "How people met: in one place, online, or both.",
        ),
        "hour": ("Welk inloopspreekuur het was.", "Which walk-in hour it was."),
        "follow_up": (
            "Wat er na het bezoek aan het spreekuur gebeurde.",
            "What came of the visit to the walk-in hour.",
        ),
        "problematic_debt": (
            "Of de bezoeker problematische schulden had, volgens het gesprek.",
            "Whether the visitor had problematic debt, by what was said.",
        ),
    }
)
