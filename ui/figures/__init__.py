"""Pure functions from a data frame (with words and theme) to a Plotly figure; one file a picture."""
