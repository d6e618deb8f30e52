-- Grain: one row per contribution, breakdown and category that it is part of ('total' for the whole).
SELECT c.*, b.breakdown,
    CASE b.source
        WHEN 'whole' THEN ''
        WHEN 'partner' THEN c.partner
        WHEN 'service' THEN c.service
        WHEN 'counterpart' THEN c.counterpart
        WHEN 'direction' THEN c.direction
        WHEN 'channel' THEN c.channel
        WHEN 'own' THEN c.own_category
    END AS category
FROM contribution c
JOIN kpi_breakdown b ON b.kpi = c.kpi AND b.source <> 'cooperative'
WHERE coalesce(c.own_breakdown, '') = CASE WHEN b.source = 'own' THEN b.breakdown ELSE '' END
    AND CASE b.source
        WHEN 'partner' THEN c.partner
        WHEN 'service' THEN c.service
        WHEN 'counterpart' THEN c.counterpart
        WHEN 'direction' THEN c.direction
        WHEN 'channel' THEN c.channel
        ELSE ''
    END IS NOT NULL
UNION ALL
SELECT c.*, b.breakdown, s.category
FROM contribution c
JOIN kpi_breakdown b ON b.kpi = c.kpi AND b.source = 'cooperative'
JOIN coop_slice s ON s.cooperative = c.cooperative AND s.breakdown = b.breakdown
WHERE c.own_breakdown IS NULL
-- View.
