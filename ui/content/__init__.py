"""Sentences, labels and tables made of rows, without Streamlit; pages and briefings share them."""
