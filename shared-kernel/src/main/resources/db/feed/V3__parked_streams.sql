-- A parked record holds back what follows it in its stream, so that nothing overtakes it, and can be tried again: with
-- its key and headers it is the whole record.
ALTER TABLE dead_letter ADD COLUMN stream_id text NOT NULL DEFAULT '';
ALTER TABLE dead_letter ADD COLUMN headers jsonb NOT NULL DEFAULT '{}';
ALTER TABLE dead_letter ADD COLUMN attempts integer NOT NULL DEFAULT 1;
CREATE INDEX dead_letter_stream ON dead_letter (projection, stream_id);
