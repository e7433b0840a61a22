"""The tables of an index, with the numbers that stand for labels and sections in them. Nothing but data.

Texts are stored once. `words` is a contentless full-text index of the words that occur in each article: it names the
articles in which to look, and the text itself says where. Spans are `mentions` (of names) and `numbers`, apart because
they are asked for apart; what is counted is a number's `figure`, which sums of money and counted things alone have.
"""

from __future__ import annotations

from dronewatch.model import LABELS, SECTIONS

APPLICATION_ID = 0x44524F4E  # "DRON": what `file` and we ourselves know an index by
VERSION = 6

LABEL_IDS = {label: number for number, label in enumerate(LABELS, 1)}
LABEL_NAMES = {number: label for label, number in LABEL_IDS.items()}
# Powers of two, so that a set of sections is one number.
SECTION_BITS = {section: 1 << number for number, section in enumerate(SECTIONS)}
SECTION_NAMES = {bit: section for section, bit in SECTION_BITS.items()}

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE labels (id INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE kinds (bit INTEGER PRIMARY KEY, section TEXT NOT NULL);
CREATE TABLE sources (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE);

-- size is NULL until the file has been read to its end, mtime_ns -1 where it was too fresh to be told by time
CREATE TABLE files (
  id INTEGER PRIMARY KEY, real TEXT NOT NULL UNIQUE, path TEXT NOT NULL, ordinal INTEGER NOT NULL,
  size INTEGER, mtime_ns INTEGER, format TEXT, catalogue TEXT);
CREATE INDEX files_in_order ON files (ordinal);
CREATE TABLE problems (id INTEGER PRIMARY KEY, real TEXT, file, line INTEGER, message NOT NULL, hint);

-- raw is a digest of the record as it was read and of what its file says for all, by which it is known unread
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, file INTEGER NOT NULL REFERENCES files (id),
  record INTEGER, title TEXT, date TEXT, publisher TEXT, url TEXT, metadata TEXT, raw BLOB, sha256 BLOB NOT NULL,
  pipeline BLOB NOT NULL);
CREATE INDEX articles_in_order ON articles (file, record);
CREATE TABLE texts (article INTEGER PRIMARY KEY, text NOT NULL);
CREATE TABLE sections (
  article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, section INTEGER NOT NULL,
  words INTEGER NOT NULL, PRIMARY KEY (article, start, "end")) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (content, content='', detail='none', columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row');

-- line and column are NULL where the article is a record: then they are the record's number and start + 1
CREATE TABLE mentions (
  article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, label INTEGER NOT NULL,
  section INTEGER NOT NULL, source INTEGER NOT NULL, local INTEGER NOT NULL, line INTEGER, "column" INTEGER,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  PRIMARY KEY (article, start, "end", label)) WITHOUT ROWID;

-- amount, low and high are exact, as text; least and most are what they are found by (-9e999 and 9e999: no bound)
CREATE TABLE numbers (
  label INTEGER NOT NULL, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  section INTEGER NOT NULL, source INTEGER NOT NULL, line INTEGER, "column" INTEGER,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  modifier TEXT, amount TEXT, low TEXT, high TEXT, least REAL, most REAL, currency TEXT, tax TEXT, per TEXT,
  thing INTEGER, edtf TEXT, unit TEXT, iso TEXT, figure INTEGER, form,
  PRIMARY KEY (label, article, start, "end")) WITHOUT ROWID;
CREATE INDEX numbers_of_figure ON numbers (figure, article, section, form, thing) WHERE figure IS NOT NULL;
-- a value, or a kind of thing: what sums of money, and counted things, are counted by (form is how one is written)
CREATE TABLE figures (
  id INTEGER PRIMARY KEY, label INTEGER NOT NULL, alike NOT NULL, weight REAL NOT NULL, UNIQUE (label, alike));
CREATE TABLE things (id INTEGER PRIMARY KEY, noun, object, folded TEXT NOT NULL, UNIQUE (noun, object));

-- what some mentions in one article name; forms are the ways they write it
CREATE TABLE locals (
  article INTEGER NOT NULL, local INTEGER NOT NULL, label INTEGER NOT NULL, name NOT NULL, canonical,
  entity INTEGER, variant INTEGER, PRIMARY KEY (article, local)) WITHOUT ROWID;
CREATE INDEX locals_of_entity ON locals (entity);
CREATE INDEX locals_of_variant ON locals (variant, entity) WHERE variant IS NOT NULL;
CREATE INDEX locals_without_variant ON locals (article) WHERE variant IS NULL;
-- what local entities of several articles say alike; names is a JSON array, or NULL where it is but the name; times and
-- entity are how often and of what it was a part when entities were made, ties what it has in common with others
CREATE TABLE variants (
  id INTEGER PRIMARY KEY, label INTEGER NOT NULL, key NOT NULL, name NOT NULL, names, canonical,
  times INTEGER NOT NULL DEFAULT 0, entity INTEGER);
CREATE INDEX variants_of_node ON variants (label, key);
CREATE INDEX variants_of_entity ON variants (entity);
CREATE TABLE ties (tie NOT NULL, variant INTEGER NOT NULL, PRIMARY KEY (tie, variant)) WITHOUT ROWID;
CREATE TABLE forms (
  article INTEGER NOT NULL, local INTEGER NOT NULL, section INTEGER NOT NULL, form NOT NULL,
  mentions INTEGER NOT NULL, start INTEGER NOT NULL,
  PRIMARY KEY (article, local, section, form)) WITHOUT ROWID;

-- sections: the set of those in which the entity (or the name) occurs; called: what names are looked up by; made: what
-- changes when the entity is made of others, NULL where people decided
CREATE TABLE entities (
  id INTEGER PRIMARY KEY, label INTEGER NOT NULL, name NOT NULL, folded NOT NULL,
  sections INTEGER NOT NULL DEFAULT 0, called NOT NULL, made INTEGER);
CREATE INDEX entities_of_label ON entities (label, sections);
CREATE INDEX entities_by_name ON entities (called);
CREATE TABLE names (
  entity INTEGER NOT NULL, number INTEGER NOT NULL, name NOT NULL, sections INTEGER NOT NULL DEFAULT 0,
  called NOT NULL,
  PRIMARY KEY (entity, number)) WITHOUT ROWID;
CREATE INDEX names_by_name ON names (called);
CREATE TABLE merges (
  entity INTEGER NOT NULL, number INTEGER NOT NULL, name NOT NULL, "into" NOT NULL, reason NOT NULL,
  articles INTEGER NOT NULL, PRIMARY KEY (entity, number)) WITHOUT ROWID;
-- counted beforehand for every set of sections that makes a difference to the entity
CREATE TABLE counts (
  entity INTEGER NOT NULL, sections INTEGER NOT NULL, label INTEGER NOT NULL, mentions INTEGER NOT NULL,
  articles INTEGER NOT NULL, first_article INTEGER NOT NULL, first_start INTEGER NOT NULL,
  PRIMARY KEY (entity, sections)) WITHOUT ROWID;
CREATE INDEX counts_in_order ON counts (label, mentions DESC);
-- what entities have lost since they were made, whose counts are stale; variants that lost local entities
CREATE TABLE lost (
  article INTEGER NOT NULL, entity INTEGER NOT NULL, section INTEGER NOT NULL, form NOT NULL,
  mentions INTEGER NOT NULL);
CREATE INDEX lost_by_article ON lost (article);
CREATE TABLE lessened (variant INTEGER PRIMARY KEY);
-- the articles' numbers in the corpus's order
CREATE TABLE places (article INTEGER PRIMARY KEY, place INTEGER NOT NULL);

-- for those who open the file with other tools
CREATE VIEW spans AS
  SELECT a.name AS article, f.path AS file, COALESCE(a.record, s.line) AS line,
    COALESCE(s."column", s.start + 1) AS "column", s.start, s."end", l.label, k.section, o.source,
    e.name AS entity, s.modifier, s.amount, s.low, s.high, s.currency, s.tax, s.per, t.noun, t.object,
    s.edtf, s.unit, s.iso
  FROM (
    SELECT article, start, "end", label, section, source, line, "column", local, NULL AS modifier, NULL AS amount,
      NULL AS low, NULL AS high, NULL AS currency, NULL AS tax, NULL AS per, NULL AS thing, NULL AS edtf,
      NULL AS unit, NULL AS iso FROM mentions
    UNION ALL
    SELECT article, start, "end", label, section, source, line, "column", NULL, modifier, amount, low, high, currency,
      tax, per, thing, edtf, unit, iso FROM numbers) AS s
  JOIN articles AS a ON a.id = s.article JOIN files AS f ON f.id = a.file
  JOIN labels AS l ON l.id = s.label JOIN kinds AS k ON k.bit = s.section JOIN sources AS o ON o.id = s.source
  LEFT JOIN locals AS c ON c.article = s.article AND c.local = s.local
  LEFT JOIN entities AS e ON e.id = c.entity LEFT JOIN things AS t ON t.id = s.thing;
"""
