"""The one world of the demonstration: cooperatives and their life, the calendar, vouchers, activities, assessments.

Nothing here knows how a file looks. What is written is another matter: the modules above.
"""
