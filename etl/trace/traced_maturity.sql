-- Grain: one row per contribution of an assessment: it counts until the cooperative's next one. With own_breakdown it
-- is part of that breakdown alone.
WITH assessment AS (
    SELECT a.*, greatest(a.month_end, f.first_month) AS enters,
        lead(greatest(a.month_end, f.first_month)) OVER (PARTITION BY a.cooperative ORDER BY a.sequence) AS leaves
    FROM fact_maturity_assessment a
    CROSS JOIN (SELECT min(month_end) AS first_month FROM dim_month) f
),
latest AS (
    SELECT cooperative AS unit, cooperative, enters, leaves, assessment_date AS day, province AS place, score, level,
        first_level, level_rank, technologies, sequence, source_file, source_sha, source_sheet, source_row
    FROM assessment
)
SELECT 'maturity_mean' AS kpi, 'both' AS role, score AS num, 1 AS den,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
UNION ALL BY NAME
SELECT 'maturity_specialist_plus' AS kpi, 'both' AS role, CASE WHEN level_rank >= 2 THEN 1 ELSE 0 END AS num, 1 AS den,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
UNION ALL BY NAME
SELECT 'maturity_gain' AS kpi, 'both' AS role, score AS num, 1 AS den,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
WHERE sequence > 1
UNION ALL BY NAME
-- The first assessment is taken off while a later one counts, in the place of that one.
SELECT 'maturity_gain' AS kpi, 'numerator' AS role, -f.score AS num, l.unit, l.cooperative, l.enters, l.leaves,
    f.assessment_date AS day, l.place, f.source_file, f.source_sha, f.source_sheet, f.source_row
FROM latest l
JOIN assessment f ON f.cooperative = l.cooperative AND f.sequence = 1
WHERE l.sequence > 1
UNION ALL BY NAME
SELECT 'technology_adoption' AS kpi, 'both' AS role, CASE WHEN coalesce(technologies, '') <> '' THEN 1 ELSE 0 END AS num,
    1 AS den, unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
UNION ALL BY NAME
SELECT 'technology_adoption' AS kpi, 'both' AS role, 'technology' AS own_breakdown, t.code AS own_category, 1 AS den,
    CASE WHEN concat('|', l.technologies, '|') LIKE concat('%|', t.code, '|%') THEN 1 ELSE 0 END AS num,
    l.unit, l.cooperative, l.enters, l.leaves, l.day, l.place, l.source_file, l.source_sha, l.source_sheet, l.source_row
FROM latest l
CROSS JOIN code_technologies t
UNION ALL BY NAME
SELECT 'coops_assessed' AS kpi, 'numerator' AS role, 1 AS num,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
UNION ALL BY NAME
SELECT 'coops_assessed' AS kpi, 'numerator' AS role, 'level' AS own_breakdown, level AS own_category, 1 AS num,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
UNION ALL BY NAME
SELECT 'coops_reassessed' AS kpi, 'numerator' AS role, 1 AS num,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
WHERE sequence > 1
UNION ALL BY NAME
SELECT 'coops_reassessed' AS kpi, 'numerator' AS role, 'move' AS own_breakdown, concat(first_level, '>', level) AS own_category,
    1 AS num,
    unit, cooperative, enters, leaves, day, place, source_file, source_sha, source_sheet, source_row
FROM latest
WHERE sequence > 1
