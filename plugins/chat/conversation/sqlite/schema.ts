import type { Migration } from '../../index/store/sqlite/migrate.js';

/**
 * `seq` is the order of messages. `details`: what an answer has beside its text, see `message-json.ts`. `writer` and `beat_at`:
 * which process makes an answer, and when it was last heard of (see `writer-mark.ts`).
 * `words` finds any piece of three characters; rows of titles have the negative number of their conversation. An answer is in it
 * when it is complete: it would be divided anew with every word that comes.
 */
const firstSchema = `
  CREATE TABLE conversations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL, pinned TEXT NOT NULL
  );
  CREATE INDEX conversations_by_change ON conversations (updated_at);
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    id TEXT NOT NULL, role TEXT NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, status TEXT, details TEXT,
    writer TEXT, beat_at INTEGER, UNIQUE (conversation, id)
  );
  CREATE INDEX messages_being_made ON messages (seq) WHERE status = 'working';
  CREATE TABLE attachments (
    message INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE, place INTEGER NOT NULL, head TEXT NOT NULL, text TEXT,
    PRIMARY KEY (message, place)
  );
  CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
  );
  CREATE TRIGGER title_added AFTER INSERT ON conversations BEGIN
    INSERT INTO words (rowid, title, text) VALUES (-new.number, new.title, '');
  END;
  CREATE TRIGGER title_changed AFTER UPDATE OF title ON conversations WHEN old.title IS NOT new.title BEGIN
    INSERT OR REPLACE INTO words (rowid, title, text) VALUES (-new.number, new.title, '');
  END;
  CREATE TRIGGER title_removed AFTER DELETE ON conversations BEGIN
    DELETE FROM words WHERE rowid = -old.number;
  END;
  CREATE TRIGGER text_added AFTER INSERT ON messages WHEN new.status IS NOT 'working' BEGIN
    INSERT INTO words (rowid, title, text) VALUES (new.seq, '', new.text);
  END;
  CREATE TRIGGER text_changed AFTER UPDATE OF text, status ON messages
  WHEN new.status IS NOT 'working' AND (old.text IS NOT new.text OR old.status IS 'working') BEGIN
    INSERT OR REPLACE INTO words (rowid, title, text) VALUES (new.seq, '', new.text);
  END;
  CREATE TRIGGER text_removed AFTER DELETE ON messages BEGIN
    DELETE FROM words WHERE rowid = old.seq;
  END;`;

/** `single`: 1 for a single question of the command line, which has not been given a name. */
const singleQuestions = 'ALTER TABLE conversations ADD COLUMN single INTEGER NOT NULL DEFAULT 0';

/** From each version of the schema to the next: the first from an empty file to 1. Only ever add at the end. */
export const migrations: readonly Migration[] = [
  (database) => database.exec(firstSchema),
  (database) => database.exec(singleQuestions),
];

/** Tables without which nothing can be kept; `words_…` are those of FTS5. */
export const tableNames: readonly string[] = [
  ...['conversations', 'messages', 'attachments'],
  ...['words', 'words_data', 'words_idx', 'words_docsize', 'words_config'],
];
