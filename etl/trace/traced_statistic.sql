-- Grain: one row per figure of public statistics that a measure takes, at the end of its period and in its own territory.
-- Role: numerator and denominator of a share; `figure`, the value as it was published; `part`, one of several that the
-- formula combines. figure_num and figure_den are approximate numbers; num and den of the other families are exact.
WITH observation AS (
    SELECT s.feed, s.series, s.unit AS measured_in, s.value, s.territory AS place, s.time, s.source_file, s.source_sha,
        s.source_sheet, s.source_row, s.breakdown, concat_ws(' ', s.series, s.breakdown, s.time) AS unit,
        CASE WHEN length(s.time) = 4 THEN CAST(concat(s.time, '-12-31') AS DATE)
            WHEN length(s.time) = 7 THEN last_day(TRY_CAST(concat(s.time, '-01') AS DATE)) END AS enters,
        split_part(s.breakdown, '|', 4) AS source_table, substring(split_part(s.breakdown, '|', 1), 6) AS base,
        substring(split_part(s.breakdown, '|', 3), 7) AS skill
    FROM fact_statistic s
    WHERE s.territory IS NOT NULL AND s.value IS NOT NULL
),
ict AS (
    SELECT o.*, CASE WHEN series = 'E_ITSPVAC2_PERC' THEN 'numerator' ELSE 'denominator' END AS role
    FROM observation o
    WHERE feed = 'istat_stat_export' AND breakdown = 'ATECO_2007=0035|CLLVT=W_GE10'
        AND series IN ('E_ITSPVAC2_PERC', 'E_ITSPRCR2_PERC')
),
annex AS (
    SELECT e.kpi, o.*,
        CASE
            WHEN e.kpi = 'eskill_gap' THEN CASE WHEN e.status = 'observed' THEN 'figure' ELSE 'part' END
            WHEN e.numerator IS NULL THEN 'figure'
            WHEN o.series = 'entries' THEN 'denominator'
            ELSE 'numerator'
        END AS role
    FROM excelsior_total e
    JOIN observation o ON o.feed = 'excelsior_annex' AND o.source_file = e.source_file AND o.place = e.territory
        AND o.source_table = e.source_table AND o.enters = e.as_of AND o.breakdown LIKE 'BASE=%|ROW=TOTALE|SKILL=%'
    WHERE CASE
        WHEN e.kpi = 'eskill_gap' AND e.status = 'observed' THEN o.series = 'hard' AND o.base = 'high'
            AND o.skill = 'tech_40' AND o.measured_in = 'count'
        WHEN e.kpi = 'eskill_gap' THEN (o.base = 'high' AND o.skill = 'tech_40' AND o.series IN ('entries', 'hard'))
            OR (o.base = '' AND o.series = 'entries' AND o.measured_in = 'count')
        WHEN e.numerator IS NULL THEN o.base = '' AND o.measured_in = 'percent'
            AND o.series = CASE e.kpi WHEN 'skill_shortage_rate' THEN 'hard_unprepared' ELSE 'hard' END
        ELSE o.base = '' AND o.measured_in = 'count'
            AND o.series IN ('entries', CASE e.kpi WHEN 'skill_shortage_rate' THEN 'hard_unprepared' ELSE 'hard' END)
    END
)
SELECT 'ict_hard_to_fill_rate' AS kpi, role, unit, enters, enters + INTERVAL 1 DAY AS leaves, enters AS day, place,
    true AS exact, CASE role WHEN 'numerator' THEN value END AS figure_num,
    CASE role WHEN 'denominator' THEN value END AS figure_den,
    source_file, source_sha, source_sheet, source_row
FROM ict
UNION ALL BY NAME
SELECT kpi, role, concat_ws(' ', unit, measured_in) AS unit, enters, enters + INTERVAL 1 DAY AS leaves, enters AS day,
    place, true AS exact, CASE WHEN role <> 'denominator' THEN value END AS figure_num,
    CASE role WHEN 'denominator' THEN value END AS figure_den, source_file, source_sha, source_sheet, source_row
FROM annex
UNION ALL BY NAME
SELECT k.kpi, 'figure' AS role, f.figure_id AS unit, f.period_end AS enters, f.period_end + INTERVAL 1 DAY AS leaves,
    f.period_end AS day, f.territory AS place, true AS exact, f.value AS figure_num, f.publisher, f.title, f.url,
    f.source_file, f.source_sha, f.source_sheet, f.source_row
FROM published_figure f
JOIN kpi k ON k.published_indicator = f.indicator AND k.published_category = coalesce(f.category, '')
WHERE f.territory_level IN ('country', 'area', 'region', 'province') AND f.value IS NOT NULL
    AND f.figure_id NOT IN (SELECT b.figure_id FROM published_beside_annex b)
