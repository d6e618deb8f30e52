-- Grain: one row per cooperative, breakdown and category; a cooperative of two associations is in both.
SELECT cooperative, 'sector' AS breakdown, sector AS category
FROM dim_cooperative
WHERE is_latest
UNION ALL
SELECT cooperative, 'size', size
FROM dim_cooperative
WHERE is_latest
UNION ALL
SELECT c.cooperative, 'association', a.association
FROM dim_cooperative c
JOIN dim_association a ON concat('|', c.associations, '|') LIKE concat('%|', a.association, '|%')
WHERE c.is_latest
UNION ALL
SELECT cooperative, 'association', 'none'
FROM dim_cooperative
WHERE is_latest AND coalesce(associations, '') = ''
-- View.
