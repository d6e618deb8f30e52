-- What the records of one kind of event add to one measure.
SELECT $kpi AS kpi, $role AS role, CAST(e.$unit AS VARCHAR) AS unit, $once AS once, e.enters, $leaves AS leaves, e.day,
    e.place, $num AS num, $den AS den, CAST(NULL AS DOUBLE) AS figure_num, CAST(NULL AS DOUBLE) AS figure_den,
    $units AS units, true AS rolls_up, $cooperative AS cooperative, $partner AS partner, $service AS service,
    $counterpart AS counterpart, $direction AS direction, $channel AS channel, $own_breakdown AS own_breakdown,
    $own_category AS own_category, CAST(NULL AS VARCHAR) AS status, CAST(NULL AS VARCHAR) AS publisher,
    CAST(NULL AS VARCHAR) AS title, CAST(NULL AS VARCHAR) AS url,
    e.source_file, e.source_sha, e.source_sheet, e.source_row
FROM $events e
WHERE $where
