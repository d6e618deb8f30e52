-- Grain: one row per assessment, which counts until the cooperative's next one.
SELECT cooperative, month_end AS enters, next_month_end AS leaves, assessment_date AS day, province AS place, score,
    level, level_rank >= 2 AS specialist_plus, coalesce(technologies, '') <> '' AS declares,
    source_file, source_sha, source_sheet, source_row
FROM fact_maturity_assessment
-- View.
