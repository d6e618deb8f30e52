"""La rete PID e l'Alleanza lavorano insieme? Joint actions, referrals both ways, COOP 4.0, practices that travel."""

import streamlit as st

from ui import context, markup
from ui.practice_sections import networks, practices
from ui.together import do_they_work_together
from ui.together_sections import coop40, joint_actions, referrals, where
from ui.together_view import scope, view_of

page = context.get()
words = page.words
view = view_of(page)
from_here = [row for row in view.adopted if row["from_province"] in view.inside]
named = (view.part[1], view.association)

st.title(words.t("Do the PID network and the Alleanza work together?"))
answer = do_they_work_together(view.here, from_here, view.whole, named, page.filters.as_of, words)
st.html(f'<p class="lead">{markup.text(answer)}</p>')
for sentence in scope(view):
    st.html(f'<div class="notice" role="note">{markup.text(sentence)}</div>')
for section in (joint_actions, referrals, where, coop40, practices, networks):
    section(view)
