-- Grain: one row per assessment, with its level, the level of the cooperative's first one by the same tool, the month of
-- its next assessment, and that of its next one that repeats a tool.
SELECT
    m.*,
    l.level,
    l.rank AS level_rank,
    lead(m.month_end) OVER (PARTITION BY m.cooperative ORDER BY m.sequence) AS next_month_end,
    lead(m.month_end) OVER (PARTITION BY m.cooperative, m.turn > 1 ORDER BY m.sequence) AS next_turn_month_end,
    first_value(l.level) OVER (PARTITION BY m.cooperative, m.tool ORDER BY m.turn) AS first_level
FROM maturity_assessment m
JOIN code_level_bounds l ON m.score >= l.lower_bound AND m.score < l.upper_bound
