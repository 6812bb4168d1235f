-- People whose facts were put back after a restored backup but whose key was made after it, and so is lost. They are erased at
-- the next start, which empties this table again.
CREATE TABLE keyless_person (
    user_id varchar(30) PRIMARY KEY
);
