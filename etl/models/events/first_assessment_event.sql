-- Grain: one row per assessment that repeats a tool: the cooperative's first one by it, in the place and months of the
-- later one.
SELECT l.cooperative, l.month_end AS enters, l.next_turn_month_end AS leaves, f.assessment_date AS day,
    l.province AS place, f.score, f.source_file, f.source_sha, f.source_sheet, f.source_row
FROM fact_maturity_assessment l
JOIN fact_maturity_assessment f ON f.cooperative = l.cooperative AND f.tool = l.tool AND f.turn = 1
WHERE l.turn > 1
-- View.
