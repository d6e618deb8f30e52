"""La rete PID e l'Alleanza lavorano insieme? Joint actions, referrals both ways, COOP 4.0, practices that travel."""

import streamlit as st

from ui.state import page_context
from ui.style import html
from ui.views.sinergia.answer import do_they_work_together
from ui.views.sinergia.cooperation_sections import coop40, joint_actions, referrals, where
from ui.views.sinergia.practice_sections import networks, practices
from ui.views.sinergia.view_model import scope, view_of

page = page_context.get()
words = page.words
view = view_of(page)
from_here = [row for row in view.adopted if row["from_province"] in view.inside]
named = (view.part[1], view.association)

st.title(words.t("Do the PID network and the Alleanza work together?"))
answer = do_they_work_together(view.here, from_here, view.whole, named, page.filters.as_of, words)
st.html(f'<p class="lead">{html.text(answer)}</p>')
for sentence in scope(view):
    st.html(f'<div class="notice" role="note">{html.text(sentence)}</div>')
for section in (joint_actions, referrals, where, coop40, practices, networks):
    section(view)
