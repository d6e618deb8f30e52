"""State-aid awards as XML, written for tests."""

SPACE = ' xmlns="http://www.rna.it/RNA_aiuto/schema"'
ORGANISATION, PERSON, NAME = "00123450371", "RSSMRA80A01H501U", "Mario Rossi"


def award(cor: str = "7", parts: int = 1, amount: str = "IMPORTO_NOMINALE", **texts: str) -> str:
    own = {
        "COR": cor, "TITOLO_MISURA": "Voucher", "SOGGETTO_CONCEDENTE": "CCIAA", "DATA_CONCESSIONE": "2019-03-15",
        "TITOLO_PROGETTO": NAME, "DESCRIZIONE_PROGETTO": NAME, "DENOMINAZIONE_BENEFICIARIO": NAME,
        "CODICE_FISCALE_BENEFICIARIO": ORGANISATION, "REGIONE_BENEFICIARIO": "Lazio",
    } | texts  # fmt: skip
    instrument = f"<ELEMENTO_DI_AIUTO>10.50</ELEMENTO_DI_AIUTO><{amount}>20</{amount}>"
    component = (
        "<COMPONENTE_AIUTO><ID_COMPONENTE_AIUTO>9</ID_COMPONENTE_AIUTO><STRUMENTI_AIUTO><STRUMENTO_AIUTO>"
        f"{instrument}</STRUMENTO_AIUTO></STRUMENTI_AIUTO></COMPONENTE_AIUTO>"
    )
    fields = "".join(f"<{tag}>{text}</{tag}>" for tag, text in own.items() if text)
    return f"<AIUTO>{fields}<COMPONENTI_AIUTO>{component * parts}</COMPONENTI_AIUTO></AIUTO>"


def listed(*awards: str, space: str = SPACE) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<LISTA_AIUTI{space}>{"".join(awards)}</LISTA_AIUTI>'
