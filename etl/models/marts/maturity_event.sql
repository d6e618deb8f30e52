-- Grain: one row per signed contribution of an assessment: each new one enters and takes the one before it out.
WITH assessment AS (
    SELECT a.*, CASE WHEN a.month_end < f.first_month THEN f.first_month ELSE a.month_end END AS counted_in
    FROM fact_maturity_assessment a
    CROSS JOIN (SELECT min(month_end) AS first_month FROM dim_month) f
)
SELECT 'maturity_mean' AS kpi, counted_in AS month_end, province, cooperative, NULL AS technology,
    score AS num, 1 AS den, 1 AS unit
FROM assessment
UNION ALL
SELECT 'maturity_mean', counted_in, previous_province, cooperative, NULL, -previous_score, -1, -1
FROM assessment
WHERE sequence > 1
UNION ALL
SELECT 'maturity_specialist_plus', counted_in, province, cooperative, NULL,
    CASE WHEN level_rank >= 2 THEN 1 ELSE 0 END, 1, 1
FROM assessment
UNION ALL
SELECT 'maturity_specialist_plus', counted_in, previous_province, cooperative, NULL,
    CASE WHEN previous_rank >= 2 THEN -1 ELSE 0 END, -1, -1
FROM assessment
WHERE sequence > 1
UNION ALL
SELECT 'maturity_gain', counted_in, province, cooperative, NULL, score - first_score, 1, 1
FROM assessment
WHERE sequence > 1
UNION ALL
SELECT 'maturity_gain', counted_in, previous_province, cooperative, NULL, first_score - previous_score, -1, -1
FROM assessment
WHERE sequence > 2
UNION ALL
SELECT 'technology_adoption', counted_in, province, cooperative, NULL,
    CASE WHEN coalesce(technologies, '') <> '' THEN 1 ELSE 0 END, 1, 1
FROM assessment
UNION ALL
SELECT 'technology_adoption', counted_in, previous_province, cooperative, NULL,
    CASE WHEN coalesce(previous_technologies, '') <> '' THEN -1 ELSE 0 END, -1, -1
FROM assessment
WHERE sequence > 1
UNION ALL
SELECT 'technology_adoption', counted_in, province, cooperative, t.code,
    CASE WHEN concat('|', technologies, '|') LIKE concat('%|', t.code, '|%') THEN 1 ELSE 0 END, 1, 1
FROM assessment
CROSS JOIN code_technologies t
UNION ALL
SELECT 'technology_adoption', counted_in, previous_province, cooperative, t.code,
    CASE WHEN concat('|', previous_technologies, '|') LIKE concat('%|', t.code, '|%') THEN -1 ELSE 0 END, -1, -1
FROM assessment
CROSS JOIN code_technologies t
WHERE sequence > 1
