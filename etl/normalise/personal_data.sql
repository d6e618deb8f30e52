-- Whether a text holds data of a person.

-- name: looks_personal
regexp_matches($seen, $pattern, 'i')

-- name: seen
-- Nearly no text holds an odd sign: the others are compared as they are.
CASE WHEN regexp_matches($text, $odd)
    THEN translate(regexp_replace($text, $invisible, '', 'g'), $like, $letters) ELSE $text END
