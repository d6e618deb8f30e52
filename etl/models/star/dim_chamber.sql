-- Grain: one row per chamber that existed on or after the agreement began.
SELECT
    chamber,
    name,
    TRY_CAST(nullif(valid_from, '') AS DATE) AS valid_from,
    TRY_CAST(nullif(valid_to, '') AS DATE) AS valid_to,
    valid_from_precision,
    coalesce(nullif(successor, ''), chamber) AS chamber_today,
    region,
    certainty
FROM code_chambers
