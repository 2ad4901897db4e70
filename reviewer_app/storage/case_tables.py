"""The tables of the case that is searched, and what is asked of them. They are in memory; the words of the
pages are read from the file.

The words of a page are those that its file has, or those that were read of its picture where these count
(:attr:`reviewer_app.domain.page_reading.PageReading.counts`): the view ``counting_page`` of the file
has them.
"""

from __future__ import annotations

PAGE_BITS = 20
"""A page's key is its document's number times two to this power, plus its own number."""

MOST_PAGES = (1 << PAGE_BITS) - 1

MAKE_TABLES = (
    "DROP TABLE IF EXISTS temp.case_word",
    "DROP TABLE IF EXISTS temp.case_text",
    "DROP TABLE IF EXISTS temp.case_document",
    """
    CREATE TEMP TABLE case_document (
        position INTEGER PRIMARY KEY,      -- in the order of the case, from 0
        sha256 TEXT NOT NULL,
        first INTEGER NOT NULL             -- the key that a page 0 would have
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE temp.case_text USING fts5(
        words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
    )
    """,
    # Pages come in small batches: merging them seldom saves a third of the time.
    "INSERT INTO temp.case_text (case_text, rank) VALUES ('automerge', 16)",
    "INSERT INTO temp.case_text (case_text, rank) VALUES ('crisismerge', 64)",
    "INSERT INTO temp.case_text (case_text, rank) VALUES ('hashsize', 4194304)",
    "CREATE VIRTUAL TABLE temp.case_word USING fts5vocab('temp', 'case_text', 'row')",
)

ADD_DOCUMENT = "INSERT INTO temp.case_document VALUES (:position, :sha256, :first)"

FILL = """
    INSERT INTO temp.case_text (rowid, words)
    SELECT :position << :bits | (id - :first), CAST(words AS TEXT)
    FROM main.counting_page WHERE id > :first AND id <= :first + :pages
"""

# Until then a document takes no room that could be measured.
WRITE_OUT = "INSERT INTO temp.case_text (case_text) VALUES ('flush')"

HELD = """
    SELECT id - :first, length(text) = 0
    FROM main.counting_page WHERE id > :first AND id <= :first + :pages
"""

TAKE_OUT = """
    INSERT INTO temp.case_text (case_text, rowid, words)
    SELECT 'delete', asked.value, CAST(p.words AS TEXT)
    FROM json_each(:places) AS asked
    CROSS JOIN temp.case_document AS d ON d.position = asked.value >> :bits
    CROSS JOIN main.counting_page AS p
    WHERE p.id = d.first + (asked.value & :mask)
"""

PUT_IN = """
    INSERT INTO temp.case_text (rowid, words)
    SELECT asked.value, CAST(p.words AS TEXT)
    FROM json_each(:places) AS asked
    CROSS JOIN temp.case_document AS d ON d.position = asked.value >> :bits
    CROSS JOIN main.counting_page AS p
    WHERE p.id = d.first + (asked.value & :mask)
"""

MATCHING = """
    SELECT d.sha256, t.rowid & :mask, p.checksum, CAST(p.text AS BLOB), CAST(p.words AS BLOB),
        CAST(p.jumps AS BLOB), CAST(p.boxes AS BLOB), CAST(p.about AS BLOB)
    FROM temp.case_text AS t
    CROSS JOIN temp.case_document AS d ON d.position = t.rowid >> :bits
    CROSS JOIN main.counting_page AS p
    WHERE t.case_text MATCH :asked AND p.id = d.first + (t.rowid & :mask)
    ORDER BY t.rowid
"""

KNOWN_AMONG = """
    SELECT w.term FROM (SELECT DISTINCT value FROM json_each(?)) AS asked
    CROSS JOIN temp.case_word AS w ON w.term = asked.value
    ORDER BY w.doc DESC, w.term
"""

COMMONEST = """
    SELECT term FROM temp.case_word WHERE term NOT GLOB '*[0-9]*' AND length(term) <= ?
    ORDER BY doc DESC, term LIMIT ?
"""

WORD_WITHIN = "SELECT 1 FROM temp.case_word WHERE term >= ? AND term <= ? LIMIT 1"

COUNTING_TEXT = "SELECT CAST(text AS BLOB) FROM main.counting_page WHERE id = ?"

KEPT_TEXT = """
    SELECT CAST(p.text AS BLOB) FROM main.document AS d CROSS JOIN main.counting_page AS p
    WHERE p.id = (d.id << ?) + ? AND d.sha256 = ?
"""

ALSO_READ_SO = """
    SELECT d.position << :bits | (l.id & :mask) FROM main.page_reading AS l
    CROSS JOIN temp.case_document AS d ON d.first = l.id & ~:mask
    WHERE l.reading = (SELECT id FROM main.reading WHERE picture = :picture AND engine = :engine)
"""
"""The places in the case of the pages that have the reading of that picture."""
