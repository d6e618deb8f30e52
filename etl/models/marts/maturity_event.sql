-- Grain: one row per signed contribution of an assessment: each new one enters and takes the one before it out.
-- A row with own_breakdown is part of that breakdown alone: a technology, a level, a move from first to latest level.
WITH assessment AS (
    SELECT a.*, CASE WHEN a.month_end < f.first_month THEN f.first_month ELSE a.month_end END AS counted_in
    FROM fact_maturity_assessment a
    CROSS JOIN (SELECT min(month_end) AS first_month FROM dim_month) f
),
state AS (
    SELECT counted_in AS month_end, province, cooperative, 1 AS sign, sequence AS turn, score, first_score, level,
        first_level, level_rank, technologies
    FROM assessment
    UNION ALL
    SELECT counted_in, previous_province, cooperative, -1, sequence - 1, previous_score, first_score, previous_level,
        first_level, previous_rank, previous_technologies
    FROM assessment
    WHERE sequence > 1
),
contribution AS (
    SELECT 'maturity_mean' AS kpi, *, NULL AS own_breakdown, NULL AS own_category, score AS part
    FROM state
    UNION ALL
    SELECT 'maturity_specialist_plus', *, NULL, NULL, CASE WHEN level_rank >= 2 THEN 1 ELSE 0 END
    FROM state
    UNION ALL
    SELECT 'maturity_gain', *, NULL, NULL, score - first_score
    FROM state
    WHERE turn > 1
    UNION ALL
    SELECT 'technology_adoption', *, NULL, NULL, CASE WHEN coalesce(technologies, '') <> '' THEN 1 ELSE 0 END
    FROM state
    UNION ALL
    SELECT 'technology_adoption', s.*, 'technology', t.code,
        CASE WHEN concat('|', s.technologies, '|') LIKE concat('%|', t.code, '|%') THEN 1 ELSE 0 END
    FROM state s
    CROSS JOIN code_technologies t
)
SELECT kpi, month_end, province, cooperative, own_breakdown, own_category, CAST(sign * part AS DECIMAL(18, 4)) AS num,
    sign AS den, sign AS unit
FROM contribution
UNION ALL
SELECT 'coops_assessed', month_end, province, cooperative, NULL, NULL, sign, NULL, sign
FROM state
UNION ALL
SELECT 'coops_assessed', month_end, province, cooperative, 'level', level, sign, NULL, sign
FROM state
UNION ALL
SELECT 'coops_reassessed', month_end, province, cooperative, NULL, NULL, sign, NULL, sign
FROM state
WHERE turn > 1
UNION ALL
SELECT 'coops_reassessed', month_end, province, cooperative, 'move', concat(first_level, '>', level), sign, NULL, sign
FROM state
WHERE turn > 1
