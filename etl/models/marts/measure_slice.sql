-- Grain: one row per contribution of a record and breakdown category, in months of the calendar. `key`: what is counted
-- once, the cooperative where a measure rests on distinct ones; NULL where `units` says how many stand behind it.
SELECT s.kpi, greatest(s.enters, f.first_month) AS enters,
    CASE WHEN s.leaves IS NOT NULL THEN greatest(s.leaves, f.first_month) END AS leaves, s.place, s.breakdown,
    s.category, CASE WHEN s.units IS NULL THEN coalesce(s.once, s.cooperative) END AS key,
    s.num, s.den, s.units
FROM contribution_slice s
CROSS JOIN (SELECT min(month_end) AS first_month FROM dim_month) f
WHERE s.rolls_up
