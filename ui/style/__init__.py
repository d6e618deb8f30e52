"""The look: theme, style sheet, HTML."""
