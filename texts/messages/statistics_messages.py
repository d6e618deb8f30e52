"""Why a file of public statistics is refused though its layout is known."""

from texts.messages.advice import Advice
from texts.translator import N_

STATISTICS = {
    "columns_unsettled": Advice(
        N_(
            "It is not certain which columns hold the codes of a dimension and which its labels: {columns}. Nothing of"
            " the file is read, so that none is taken for the other."
        ),
        N_(
            "Export again with codes and labels, the code of each dimension right before its label, and leave the"
            " columns as they are."
        ),
    ),
}
