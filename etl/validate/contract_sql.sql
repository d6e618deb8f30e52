-- What a feed's contract makes of a text, and the conditions under which a row breaks one of its rules.

-- name: trimmed
trim(replace($text, chr(160), ' '))

-- name: without_apostrophe
CASE WHEN starts_with($text, chr(39)) THEN trim(substr($text, 2)) ELSE $text END

-- name: without_missing
CASE WHEN $text NOT IN ($missing) THEN $text END

-- name: replaced
(SELECT * REPLACE ($texts) FROM $rows)

-- name: written_number
-- The number as SQL reads it: with a comma for decimals, points may group thousands; with a point, nothing groups.
CASE WHEN $style = ','
    THEN CASE WHEN regexp_matches($text, '^[+-]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]+)?$$')
        THEN replace(replace($text, '.', ''), ',', '.') END
    ELSE CASE WHEN regexp_matches($text, '^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$$') THEN $text END
END

-- name: real
CASE WHEN isfinite(TRY_CAST($written AS DOUBLE)) THEN TRY_CAST($written AS DOUBLE) END

-- name: whole
-- A whole number keeps every digit: beyond 2^53 a DOUBLE would not.
CASE WHEN TRY_CAST($written AS DOUBLE) = trunc(TRY_CAST($written AS DOUBLE)) THEN TRY_CAST($written AS BIGINT) END

-- name: missing
$text IS NULL

-- name: unread
$text IS NOT NULL AND $value IS NULL

-- name: person_tax_code
regexp_full_match(replace(upper($text), ' ', ''), $pattern)

-- name: not_matching
NOT regexp_full_match($text, $pattern)

-- name: shorter
length($text) < $limit

-- name: longer
length($text) > $limit

-- name: less
$value < $limit

-- name: more
$value > $limit

-- name: error_bit
CASE WHEN $condition THEN $bit::UBIGINT ELSE 0 END
