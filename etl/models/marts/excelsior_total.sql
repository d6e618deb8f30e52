-- Grain: one row per figure, territory and edition of Excelsior: the TOTALE row of the table with the widest universe.
-- Tables of a part of the firms or of the entries have a TOTALE of their own, and a smaller one.
WITH total AS (
    SELECT territory_level, territory, time, year, source_file, source_table,
        max(CASE WHEN series = 'entries' AND base = '' AND unit = 'count' THEN value END) AS entries,
        max(CASE WHEN series = 'hard' AND base = '' AND unit = 'count' THEN value END) AS hard,
        max(CASE WHEN series = 'hard' AND base = '' AND unit = 'percent' THEN value END) AS hard_share,
        max(CASE WHEN series = 'hard_unprepared' AND base = '' AND unit = 'count' THEN value END) AS unprepared,
        max(CASE WHEN series = 'hard_unprepared' AND base = '' AND unit = 'percent' THEN value END) AS unprepared_share,
        max(CASE WHEN series = 'entries' AND base = 'high' AND skill = 'tech_40' AND unit = 'count' THEN value END)
            AS high,
        max(CASE WHEN series = 'entries' AND base = 'high' AND skill = 'tech_40' AND unit = 'percent' THEN value END)
            AS high_share,
        max(CASE WHEN series = 'hard' AND base = 'high' AND skill = 'tech_40' AND unit = 'count' THEN value END)
            AS high_hard,
        max(CASE WHEN series = 'hard' AND base = 'high' AND skill = 'tech_40' AND unit = 'percent' THEN value END)
            AS high_hard_share
    FROM excelsior_cell
    GROUP BY territory_level, territory, time, year, source_file, source_table
),
figure AS (
    SELECT 'hard_to_fill' AS figure, 'hard' AS series, *, hard AS part, entries AS whole,
        coalesce(100.0 * hard / NULLIF(entries, 0), hard_share) AS value
    FROM total
    UNION ALL
    SELECT 'skill_shortage', 'hard_unprepared', *, unprepared, entries,
        coalesce(100.0 * unprepared / NULLIF(entries, 0), unprepared_share)
    FROM total
    UNION ALL
    -- Both shares rest on the same base: high importance, never the skill merely required.
    SELECT 'high_importance_gap', 'hard', *, CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE),
        coalesce(high_hard, coalesce(high, entries * high_share * 0.01) * high_hard_share * 0.01)
    FROM total
),
widest AS (
    SELECT *, row_number() OVER (
        PARTITION BY figure, territory, time ORDER BY entries DESC NULLS LAST, source_table, source_file
    ) AS place
    FROM figure
    WHERE value IS NOT NULL AND entries IS NOT NULL AND year >= 2017
)
SELECT
    figure,
    CASE WHEN length(time) = 4 THEN 'year' ELSE 'month' END AS period,
    CASE WHEN length(time) = 4 THEN CAST(concat(time, '-12-31') AS DATE)
        ELSE last_day(CAST(concat(time, '-01') AS DATE)) END AS as_of,
    time,
    territory_level,
    territory,
    series,
    part AS numerator,
    CASE WHEN part IS NOT NULL THEN whole END AS denominator,
    value,
    CASE WHEN part IS NULL AND figure <> 'high_importance_gap' THEN 'observed'
        WHEN figure = 'high_importance_gap' AND high_hard IS NOT NULL THEN 'observed' ELSE 'derived' END AS status,
    source_file,
    source_table
FROM widest
WHERE place = 1
