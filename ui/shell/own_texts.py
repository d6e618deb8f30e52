"""Streamlit's own texts, as our readers are told the same in their language: names of buttons, notices, dialogs.

Streamlit has no setting for them. ui/shell/own_texts.js changes them in the page, also while no server answers. ``{x}``
stands for what differs; a text on the left is one of Streamlit's, word for word.
"""

from functools import cache

from texts.translator import LANGUAGES, N_, Words

FRAME = {
    "Skip to main content": N_("Skip to the content"),
    "Sidebar": N_("Menu and choices"),
    "Collapse sidebar": N_("Close the menu"),
    "Expand sidebar": N_("Open the menu"),
    "Help for {x}": N_("Help: {x}"),
    "Link to heading": N_("Link to this heading"),
    "Main menu": N_("Settings of the page"),
    "View less": N_("Show fewer"),
    "Running...": N_("The page is being drawn"),
    "Stop": N_("Stop"),
    "Stopping...": N_("Stopping"),
    "Close": N_("Close"),
    "Dismiss": N_("Dismiss"),
}
CHOICES = {
    "Open": N_("Open the list"),
    "Choose an option": N_("Choose"),
    "Choose options": N_("Choose"),
    "No results": N_("Nothing found"),
    "No options to select": N_("Nothing to choose"),
    "Clear all": N_("Remove all"),
    "Clear value": N_("Remove the choice"),
    "Remove {x}": N_("Remove {x}"),
    "Select all": N_("Choose all"),
    "Select {x} matches": N_("Choose the {x} found"),
    "Selected values": N_("What is chosen"),
    "Selectbox options": N_("What can be chosen"),
    "Multiselect options": N_("What can be chosen"),
    "{x} options available.": N_("To choose from: {x}."),
    "{x} option available.": N_("To choose from: {x}."),
    "You can only select up to {x}. Remove an option first.": N_("No more can be chosen: remove one first."),
}
TABLES = {
    "Search": N_("Search"),
    "Search: {x}": N_("Search: {x}"),
    "Fullscreen": N_("Whole screen"),
    "Fullscreen: {x}": N_("Whole screen: {x}"),
    "Close fullscreen": N_("Leave the whole screen"),
    "Download as CSV": N_("Download as CSV"),
    "Download as CSV: {x}": N_("Download as CSV: {x}"),
    "Show/hide columns": N_("Columns shown"),
    "Show/hide columns: {x}": N_("Columns shown: {x}"),
    "Sort ascending": N_("Sort upwards"),
    "Sort descending": N_("Sort downwards"),
    "Autosize": N_("Fit the width"),
    "Pin column": N_("Hold the column"),
    "Unpin column": N_("Let the column go"),
    "Hide column": N_("Hide the column"),
    "Copy column name": N_("Copy the column's name"),
    "Dataframe column menu": N_("Menu of the column"),
    "Close Search": N_("Close the search"),
    "Next Result": N_("Next one found"),
    "Previous Result": N_("Previous one found"),
}
NO_ANSWER = N_("The server does not answer. The page tries again by itself and goes on where it was.")
TROUBLES = {
    "Connecting": N_("Connecting"),
    "Connecting to Streamlit server": N_("Connecting to the server"),
    "Unable to connect to Streamlit server": N_("The server cannot be reached"),
    "Connection error": N_("No connection to the server"),
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": NO_ANSWER,
    "Streamlit server is not responding. Are you connected to the internet?": NO_ANSWER,
    "Cannot connect to Streamlit (HTTP status: {x}).": NO_ANSWER,
    "Connection timed out.": NO_ANSWER,
    "Page not found": N_("There is no such page"),
    "The page that you have requested does not seem to exist. Running the app's main page.": N_(
        "The address leads to no page; this is the first one."
    ),
    "You have requested page /{x}, but no corresponding file was found in the app's pages/ directory. "
    "Running the app's main page.": N_("The address leads to no page; this is the first one."),
    "Download failed": N_("The file could not be written; please try again."),
    "Failed to generate file for download": N_("The file could not be written; please try again."),
}
EVERY = FRAME | CHOICES | TABLES | TROUBLES


@cache
def own_texts() -> list[list[str]]:
    """Each text as Streamlit has it, and in each of LANGUAGES."""
    every = [Words(lang) for lang in LANGUAGES]
    return [[theirs, *(words.t(ours) for words in every)] for theirs, ours in EVERY.items()]
