"""Parts of a page that several pages use: cards, tables, downloads, notices."""
