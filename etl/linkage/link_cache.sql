-- The cache of the comparison of names.

-- name: any_award
SELECT * FROM ($awards) LIMIT 1

-- name: hash_of_rows
SELECT sha256(string_agg(CAST(to_json(r) AS VARCHAR), chr(10) ORDER BY to_json(r))) FROM ($query) r

-- name: name_candidate
CREATE OR REPLACE TABLE name_candidate AS SELECT * FROM candidate_rows
