-- Grain: one row per measure: whether any row of the feeds it rests on is a demonstration row.
SELECT k.kpi, coalesce(bool_or(f.demonstration), false) AS demonstration
FROM code_kpi_feed k
LEFT JOIN load_file f ON f.feed = k.feed
GROUP BY k.kpi
