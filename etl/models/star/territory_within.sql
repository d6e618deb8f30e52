-- Grain: one row per territory and territory that holds it, itself included: a province is in its region, area, Italy.
SELECT t.territory AS place, u.territory_level, u.territory
FROM dim_territory t
LEFT JOIN dim_territory p ON p.territory = t.parent
JOIN dim_territory u ON u.territory = t.territory OR u.territory = t.parent OR u.territory = p.parent
    OR u.territory_level = 'country'
-- View.
