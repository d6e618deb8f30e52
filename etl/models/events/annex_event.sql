-- Grain: one row per figure of Excelsior and cell that it rests on, of the table that excelsior_total chose.
-- role: numerator and denominator of a share; `figure`, the value itself; `part`, one of several that are multiplied.
SELECT figure, period, role, concat_ws(' ', series, breakdown, time, unit) AS unit, as_of AS enters, territory AS place,
    value, CAST(NULL AS VARCHAR) AS status, CAST(NULL AS VARCHAR) AS publisher, CAST(NULL AS VARCHAR) AS title,
    CAST(NULL AS VARCHAR) AS url, source_file, source_sha, source_sheet, source_row
FROM (
    SELECT e.figure, e.period, e.as_of, e.territory, c.series, c.breakdown, c.time, c.unit, c.value,
        c.source_file, c.source_sha, c.source_sheet, c.source_row,
        CASE
            WHEN e.figure = 'high_importance_gap' THEN
                CASE WHEN e.status = 'derived' AND c.skill = 'tech_40' AND c.base = 'high'
                        AND c.series IN ('entries', 'hard') THEN 'part'
                    WHEN e.status = 'derived' AND c.series = 'entries' AND c.base = '' AND c.unit = 'count' THEN 'part'
                    WHEN e.status = 'observed' AND c.series = 'hard' AND c.base = 'high' AND c.skill = 'tech_40'
                        AND c.unit = 'count' THEN 'figure' END
            WHEN c.base <> '' THEN NULL
            WHEN e.numerator IS NULL THEN CASE WHEN c.series = e.series AND c.unit = 'percent' THEN 'figure' END
            WHEN c.unit <> 'count' THEN NULL
            WHEN c.series = 'entries' THEN 'denominator'
            WHEN c.series = e.series THEN 'numerator'
        END AS role
    FROM excelsior_total e
    JOIN excelsior_cell c ON c.source_file = e.source_file AND c.source_table = e.source_table
        AND c.territory = e.territory AND c.time = e.time
) AS cell
WHERE role IS NOT NULL AND value IS NOT NULL
-- View.
