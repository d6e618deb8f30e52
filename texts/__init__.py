"""The reader's language: translations, numbers, dates and periods, for etl, ui and briefing alike."""
