-- What the figures of one kind, which others published, give to one measure; they hold in their own territory alone.
SELECT $kpi AS kpi, $role AS role, e.unit, CAST(NULL AS VARCHAR) AS once, e.enters,
    CAST(e.enters + INTERVAL 1 DAY AS DATE) AS leaves, e.enters AS day, e.place,
    CAST(NULL AS DECIMAL(23, 4)) AS num, CAST(NULL AS DECIMAL(23, 4)) AS den,
    CASE WHEN $role <> 'denominator' THEN e.value END AS figure_num,
    CASE WHEN $role = 'denominator' THEN e.value END AS figure_den,
    CAST(NULL AS BIGINT) AS units, false AS rolls_up, CAST(NULL AS VARCHAR) AS cooperative,
    CAST(NULL AS VARCHAR) AS partner, CAST(NULL AS VARCHAR) AS service, CAST(NULL AS VARCHAR) AS counterpart,
    CAST(NULL AS VARCHAR) AS direction, CAST(NULL AS VARCHAR) AS channel, CAST(NULL AS VARCHAR) AS own_breakdown,
    CAST(NULL AS VARCHAR) AS own_category, e.status, e.publisher, e.title, e.url,
    e.source_file, e.source_sha, e.source_sheet, e.source_row
FROM $events e
WHERE $where
