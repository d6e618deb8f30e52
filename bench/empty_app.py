"""A minimal Streamlit app with one Plotly chart: the peer that every page is timed against."""

import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])), key="chart")
