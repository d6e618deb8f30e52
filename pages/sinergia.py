"""Do the PID network and the Alleanza work together? Actions, referrals, COOP 4.0, practices, the two networks."""

from ui.components.notices import notice
from ui.components.text_blocks import lead, page_heading
from ui.state import page_context
from ui.views.sinergia.answer import answer, filter_notices
from ui.views.sinergia.coop40 import coop40
from ui.views.sinergia.joint_actions import active_provinces, joint_actions
from ui.views.sinergia.networks import networks
from ui.views.sinergia.practices import practices
from ui.views.sinergia.published_reach import published_reach
from ui.views.sinergia.referrals import referrals
from ui.views.sinergia.view_model import read_view

page = page_context.get()
view = read_view(page)

page_heading(page.words.t("Do the PID network and the Alleanza work together?"))
association = (view.part[1], view.association)
lead(answer(view.here, view.adoptions_from_here, view.whole, association, page.filters.as_of, page.words))
for sentence in filter_notices(view):
    notice(sentence)
for section in (joint_actions, referrals, active_provinces, coop40, practices, networks, published_reach):
    section(view)
