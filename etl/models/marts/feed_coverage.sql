-- Grain: one row per territory that some PID has reported on: before its first month a programme zero is not a zero.
SELECT u.territory_level, u.territory, min(a.month_end) AS first_month, max(a.month_end) AS last_month
FROM agreement_activity a
JOIN territory_within u ON u.place = a.province
GROUP BY u.territory_level, u.territory
