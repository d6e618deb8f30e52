-- The value that the rows of each figure give: `again`, NULL where a formula combines them.
WITH total AS (
    SELECT a.kpi, a.as_of, a.territory, a.breakdown, a.category,
        coalesce(CAST(sum(r.num) AS DOUBLE), sum(r.figure_num)) AS num,
        coalesce(CAST(sum(r.den) AS DOUBLE), sum(r.figure_den)) AS den,
        coalesce(bool_or(r.role = 'part'), false) AS combined,
        coalesce(bool_or(r.role = 'figure'), false) AS published
    FROM asked a
    LEFT JOIN asked_row r USING (kpi, as_of, territory, breakdown, category)
    GROUP BY ALL
)
SELECT t.*, CASE
    WHEN t.combined THEN NULL
    WHEN t.published THEN t.num
    WHEN k.kind = 'euro' AND t.num IS NULL AND t.den > 0 THEN NULL  -- of all that is there no amount is known
    WHEN k.kind NOT IN ('share', 'mean') THEN coalesce(t.num, 0)
    WHEN k.kind = 'share' THEN 100.0 * coalesce(t.num, 0) / NULLIF(t.den, 0)
    ELSE coalesce(t.num, 0) / NULLIF(t.den, 0) END AS again
FROM total t
JOIN kpi k USING (kpi)
ORDER BY ALL
