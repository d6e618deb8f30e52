"""The sections of each page, one folder a page, called as the page is."""
