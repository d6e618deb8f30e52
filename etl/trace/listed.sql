-- The rows of one figure as the command tells them.
SELECT role, unit, day, coalesce(CAST(num AS DOUBLE), figure_num) AS num,
    coalesce(CAST(den AS DOUBLE), figure_den) AS den,
    source_file, source_sha, source_sheet, source_row, publisher, title, url
FROM asked_row
ORDER BY role DESC, unit, day, source_file, source_sheet, source_row
