-- Grain: one row per assessment by a tool that the cooperative was assessed by before: it counts until its next such one.
SELECT cooperative, month_end AS enters, next_turn_month_end AS leaves, assessment_date AS day, province AS place, score,
    concat(first_level, '>', level) AS move, source_file, source_sha, source_sheet, source_row
FROM fact_maturity_assessment
WHERE turn > 1
-- View.
