-- Grain: one row per territory and territory that holds it, itself included.
WITH RECURSIVE up AS (
    SELECT territory AS place, territory, parent
    FROM dim_territory
    UNION ALL
    SELECT u.place, t.territory, t.parent
    FROM up u
    JOIN dim_territory t ON t.territory = u.parent
)
SELECT place, territory
FROM up
