-- Grain: one row per province and territory that holds it (itself, its region, its area, Italy).
SELECT p.code AS province, p.level AS territory_level, p.code AS territory
FROM code_provinces p
UNION ALL
SELECT p.code, r.level, r.code
FROM code_provinces p
JOIN code_territories r ON r.code = p.parent
UNION ALL
SELECT p.code, a.level, a.code
FROM code_provinces p
JOIN code_territories r ON r.code = p.parent
JOIN code_territories a ON a.code = r.parent
UNION ALL
SELECT p.code, i.level, i.code
FROM code_provinces p
CROSS JOIN code_territories i
WHERE i.level = 'country'
