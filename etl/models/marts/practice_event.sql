-- Grain: one row per signed contribution of a good practice: recorded once, and reused from its first adoption elsewhere.
WITH recorded AS (
    SELECT g.practice_id, g.province, g.association, g.month_end
    FROM fact_good_practice g
    CROSS JOIN build_parameters p
    WHERE g.record = 'registrazione' AND g.record_date >= p.window_start
),
reused AS (
    SELECT r.practice_id, r.province, min(a.month_end) AS month_end
    FROM recorded r
    JOIN fact_good_practice a ON a.practice_id = r.practice_id AND a.record = 'adozione' AND a.province <> r.province
    GROUP BY r.practice_id, r.province
)
SELECT 'good_practices' AS kpi, month_end, province, association AS partner, 1 AS num, CAST(NULL AS INTEGER) AS den, 1 AS unit
FROM recorded
UNION ALL
SELECT 'practices_reused', month_end, province, NULL, 0, 1, 1
FROM recorded
UNION ALL
SELECT 'practices_reused', month_end, province, NULL, 1, 0, 0
FROM reused
