-- Staged rows of all files become the feeds' rows; ``feed_files`` has rank, file, sha and folder of a feed's files.

-- name: feed_files
CREATE OR REPLACE TEMP TABLE feed_files AS SELECT * FROM file_rows

-- name: incoming
DROP TABLE $incoming;
CREATE TEMP VIEW $incoming AS
SELECT o.rank, o.file, o.sha, s._sheet AS sheet, s._row AS row, $fields
FROM staged_accepted s
JOIN feed_files o ON s.filename = concat(o.folder, '/accepted.parquet')

-- name: findings
INSERT INTO $table
SELECT o.file, $feed, s._sheet, s._row, $fields
FROM $staged s
JOIN feed_files o ON s.filename = concat(o.folder, $parquet)
ORDER BY o.rank, s._sheet, s._row

-- name: code_list
CREATE TABLE $table AS SELECT * FROM code_rows

-- name: loaded_tables
SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'loaded_%' ORDER BY table_name

-- name: accepted_rows
SELECT source_file AS file, count(*) AS n, bool_or(demonstration) AS demonstration FROM $loaded GROUP BY 1

-- name: load_file
CREATE TABLE load_file AS
SELECT t.file, t.sha256, t.sent_sha256, t.feed, t.read, coalesce(a.n, 0)::BIGINT AS accepted,
    coalesce(r.n, 0)::BIGINT AS rejected, coalesce(d.n, 0)::BIGINT AS duplicate,
    coalesce(a.demonstration, t.made) AS demonstration, t.problem_it, t.problem_en, t.remarks
FROM listed_files t
LEFT JOIN ($accepted) a USING (file)
LEFT JOIN (SELECT file, count(DISTINCT (sheet, row)) AS n FROM load_reject GROUP BY 1) r USING (file)
LEFT JOIN (SELECT file, count(*) AS n FROM load_duplicate GROUP BY 1) d USING (file)
ORDER BY t.rank

-- name: miscounted_files
SELECT file, read, accepted, rejected, duplicate FROM load_file WHERE read <> accepted + rejected + duplicate

-- name: set_aside
SELECT DISTINCT file, sheet, row FROM load_reject UNION ALL SELECT file, sheet, row FROM load_duplicate

-- name: set_aside_twice
SELECT * FROM ($set_aside) GROUP BY ALL HAVING count(*) > 1 LIMIT 10

-- name: loaded_and_set_aside
SELECT source_file, source_sheet, source_row
FROM $loaded a
SEMI JOIN ($set_aside) o ON o.file = a.source_file AND o.sheet = a.source_sheet AND o.row = a.source_row
LIMIT 10
