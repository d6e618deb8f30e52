"""What the pages share on screen: words, theme, figures."""

import pandas as pd

# The tables are made of rows, text by text, and sent as they are: Python's own texts are the faster for that.
pd.set_option("mode.string_storage", "python")
