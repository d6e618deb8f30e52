"""Generates awards of the State-aid register with all its elements, some empty, of public bodies of every kind."""

from collections.abc import Iterator
from random import Random
from xml.sax.saxutils import escape

from stdnum import luhn

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<LISTA_AIUTI xmlns="http://www.rna.it/RNA_aiuto/schema">\n'
END = "</LISTA_AIUTI>\n"
# One award in twenty is a chamber's, most are a guarantee fund's, a ministry's or a region's.
GRANTORS = ["Banca del Mezzogiorno MedioCredito Centrale S.p.A."] * 9 + ["Ministero dell'Economia e delle Finanze"] * 4
GRANTORS += ["INPS", "Fondimpresa", "Fondo Formazienda", "Regione Puglia", "Regione Emilia-Romagna", "SIMEST S.p.A."]
CHAMBERS = ("Bologna", "Roma", "Milano Monza-Brianza Lodi", "Torino", "Bari", "Sassari")
TITLES = (
    "Fondo di garanzia per le piccole e medie imprese",
    "Esonero dal versamento dei contributi previdenziali per aziende che non richiedono trattamenti",
    "Avviso a sportello per la formazione continua & l'aggiornamento delle competenze",
    "PSR 2014-2020 - Sottomisura 4.1 «Sostegno a investimenti nelle aziende agricole»",
    "Disposizioni in materia di sostegno alle attività economiche: contributo a fondo perduto",
)
CHAMBER_TITLES = ("Voucher Digitali Impresa 4.0", "Bando voucher digitali I4.0 - Misura B", "Contributi per fiere")
REGIONS = ("Emilia-Romagna", "Lazio", "Lombardia", "Puglia", "Sardegna", "Valle d'Aosta/Vallée d'Aoste", "Lazio;Molise")
FORMS = ("S.r.l.", "S.R.L. UNIPERSONALE", "S.n.c. di Rossi & Bianchi", "S.p.A.", "società agricola semplice")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEXT = (
    "Investimenti e spese ammesse della domanda, secondo il bando e le sue successive modifiche; realizzazione di "
    "un progetto d'innovazione dei processi produttivi, dell'organizzazione e della qualità; formazione del personale. "
)


def awards(seed: int) -> Iterator[str]:
    """XML of one award after the other, without end; the same for the same seed."""
    random, number = Random(seed), 0  # noqa: S311
    while True:
        number += 1
        yield _award(number, random)


def _award(n: int, random: Random) -> str:
    """One award: a third go to persons, one in thirty to a cooperative, one in ten has several instruments."""
    chamber = n % 20 == 0
    who = f"Camera di commercio di {random.choice(CHAMBERS)}" if chamber else random.choice(GRANTORS)
    name, code = _beneficiary(n, random)
    day = f"2019-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}{random.choice(('', '', '+01:00'))}"
    amount = f"{random.randint(1, 400) * 125.5:.2f}"
    fields = {
        "CAR": str(2_000 + random.randint(0, 3_000)),
        "TITOLO_MISURA": random.choice(CHAMBER_TITLES if chamber else TITLES), "DES_TIPO_MISURA": "Regime di aiuti",
        "COD_CE_MISURA": random.choice(("", "SA.51256")),
        "BASE_GIURIDICA_NAZIONALE": "Legge 23 dicembre 1996, n. 662, articolo 2, comma 100, lettera a)",
        "LINK_TESTO_INTEGRALE_MISURA": f"www.esempio.it/misure?id={n % 90}&lingua=it",
        "IDENTIFICATIVO_UFFICIO": str(random.randint(1, 900)), "SOGGETTO_CONCEDENTE": who, "COR": str(1_000_000 + n),
        "TITOLO_PROGETTO": f"Progetto numero {n}",
        "DESCRIZIONE_PROGETTO": (TEXT * 3)[: random.randint(20, 600)], "DATA_CONCESSIONE": day,
        "CUP": random.choice(("", f"E{n:014d}")), "ATTO_CONCESSIONE": f"Prot. {n} del {day[:10]}",
        "DENOMINAZIONE_BENEFICIARIO": name, "CODICE_FISCALE_BENEFICIARIO": code,
        "DES_TIPO_BENEFICIARIO": "PMI", "REGIONE_BENEFICIARIO": random.choice(REGIONS),
    }  # fmt: skip
    components = 1 + (random.random() < 0.06) + (random.random() < 0.02)
    instruments = "".join(
        f"<STRUMENTO_AIUTO><COD_STRUMENTO>{i}</COD_STRUMENTO><DES_STRUMENTO>Garanzia</DES_STRUMENTO>\n"
        f"<ELEMENTO_DI_AIUTO>{amount}</ELEMENTO_DI_AIUTO><IMPORTO_NOMINALE>{amount}</IMPORTO_NOMINALE>"
        "</STRUMENTO_AIUTO>\n"
        for i in range(1 + (random.random() < 0.04))
    )
    component = (
        f"<COMPONENTE_AIUTO><ID_COMPONENTE_AIUTO>{n}</ID_COMPONENTE_AIUTO><COD_PROCEDIMENTO>2</COD_PROCEDIMENTO>\n"
        "<DES_PROCEDIMENTO>De Minimis</DES_PROCEDIMENTO><COD_REGOLAMENTO>2</COD_REGOLAMENTO>\n"
        "<DES_REGOLAMENTO>Reg. UE 1407/2013 de minimis generale</DES_REGOLAMENTO><COD_OBIETTIVO>17</COD_OBIETTIVO>\n"
        "<DES_OBIETTIVO>PMI</DES_OBIETTIVO><SETTORE_ATTIVITA>C.25.62</SETTORE_ATTIVITA>\n"
        f"<STRUMENTI_AIUTO>\n{instruments}</STRUMENTI_AIUTO></COMPONENTE_AIUTO>\n"
    )
    body = "\n".join(f"<{tag}>{escape(text)}</{tag}>" if text else f"<{tag}/>" for tag, text in fields.items())
    return f"<AIUTO>{body}\n<COMPONENTI_AIUTO>\n{component * components}</COMPONENTI_AIUTO></AIUTO>\n"


def _beneficiary(n: int, random: Random) -> tuple[str, str]:
    """A name and its tax code; a person's has the form of one and belongs to nobody."""
    if n % 3 == 0:
        return f"PERSONA {n}", "".join(random.choices(LETTERS, k=6)) + "80A01H501U"
    seven = f"{random.randint(1, 9_999_999):07d}{random.randint(1, 100):03d}"
    form = "soc. coop. sociale a r.l." if n % 30 == 1 else random.choice(FORMS)
    return f"Impresa dell'Esempio {n} {form}", seven + luhn.calc_check_digit(seven)
