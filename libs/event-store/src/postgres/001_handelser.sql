-- Every event, once, for ever. There is no counter and no table of streams: under the append lock the last row of an
-- index is both, and nothing is ever updated, so a long transaction elsewhere leaves no dead rows to wade through.
CREATE TABLE handelser.handelse (
  -- Position and ordinal in one: given under the lock, so it follows commit order and has no gaps.
  ordinal     bigint      NOT NULL PRIMARY KEY CHECK (ordinal > 0),
  recorded_at timestamptz NOT NULL,
  id          uuid        NOT NULL,
  revision    integer     NOT NULL CHECK (revision >= 0),
  version     integer     NOT NULL CHECK (version > 0),
  stream      text        NOT NULL COLLATE "C",
  typ         text        NOT NULL COLLATE "C",
  -- Canonical JSON kept as text: jsonb would reorder keys, and the revision log signs these very bytes.
  data        text        NOT NULL,
  metadata    text        NOT NULL,
  -- Only on the last event of a command: the row that answers when the command comes again.
  kommando_id text        COLLATE "C"
);

CREATE UNIQUE INDEX handelse_revision ON handelser.handelse (stream, revision);
CREATE UNIQUE INDEX handelse_kommando ON handelser.handelse (stream, kommando_id) WHERE kommando_id IS NOT NULL;

CREATE FUNCTION handelser.vagra_andring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'stored events are never changed or removed (% on %)', tg_op, tg_table_name
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

-- Against slips, not against an administrator: the revision log is what proves that nothing was changed.
CREATE TRIGGER handelse_andras_inte BEFORE UPDATE OR DELETE OR TRUNCATE ON handelser.handelse
  FOR EACH STATEMENT EXECUTE FUNCTION handelser.vagra_andring();
