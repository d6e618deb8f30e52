-- What a build or a check reports afterwards.

-- name: as_of
SELECT as_of FROM build_parameters

-- name: files
SELECT $fields FROM load_file

-- name: rejects
SELECT $fields FROM load_reject WHERE file = ? ORDER BY sheet, row, rowid LIMIT coalesce(?, 9223372036854775807)

-- name: duplicates_of_file
SELECT $fields FROM load_duplicate WHERE file = ?

-- name: warnings
SELECT file, warning, column_title, value, taken, count(*), min_by(sheet, (sheet, row)), min_by(row, (sheet, row))
FROM load_warning
WHERE file = coalesce(?, file)
GROUP BY file, warning, column_title, value, taken
ORDER BY warning, file, column_title, value

-- name: corrections
SELECT $fields FROM load_correction ORDER BY rowid

-- name: duplicates
SELECT d.file, d.of_file,
    CASE WHEN d.reason = 'superseded' THEN 'superseded' WHEN d.file = d.of_file THEN 'inside'
        WHEN f.sha256 = o.sha256 THEN 'same_file' ELSE 'same_rows' END AS kind,
    count(*)
FROM load_duplicate d
JOIN load_file f ON f.file = d.file
JOIN load_file o ON o.file = d.of_file
GROUP BY ALL
ORDER BY ALL

-- name: matching
SELECT match_method, awards FROM voucher_matching ORDER BY match_method
