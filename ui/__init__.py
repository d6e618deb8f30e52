"""What the pages share on screen: words, theme, figures."""
