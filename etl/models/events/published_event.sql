-- Grain: one row per figure that others published of a territory; one that a loaded annex holds too gives way to that.
SELECT f.indicator, coalesce(f.category, '') AS category, f.figure_id AS unit, f.period_end AS enters,
    f.territory AS place, f.value, 'figure' AS role, f.status, f.publisher, f.title, f.url,
    f.source_file, f.source_sha, f.source_sheet, f.source_row
FROM published_figure f
WHERE f.territory_level IN ('country', 'area', 'region', 'province')
    AND f.figure_id NOT IN (SELECT b.figure_id FROM published_beside_annex b)
-- View.
