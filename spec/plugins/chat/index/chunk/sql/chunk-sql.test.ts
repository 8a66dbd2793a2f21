import { describe, expect, it } from 'vitest';
import { chunkSql } from '../../../../../../plugins/chat/index/chunk/sql/chunk-sql.js';
import { expectPartition } from '../expect-partition.js';
import { outlineOf } from '../outline-of.js';

const outline = (text: string) => {
  const chunks = chunkSql(text);
  expectPartition(text, chunks);
  return outlineOf(chunks);
};

describe('chunkSql', () => {
  it('has a chunk for each statement that creates something, with the comments above it', () => {
    const text = `-- Orders of customers.
CREATE TABLE IF NOT EXISTS public."orders" (
  id serial PRIMARY KEY, -- it's one; really
  note text DEFAULT 'a;b''c'
);

/* a ; view */
CREATE OR REPLACE VIEW shop.latest AS
  SELECT * FROM orders;
CREATE UNIQUE INDEX CONCURRENTLY by_note ON orders (note);
-- the end
`;
    expect(outline(text)).toEqual([
      '1-5 statement public.orders',
      '6-9 statement shop.latest',
      '10-11 statement by_note',
    ]);
    expect(chunkSql(text).map((chunk) => chunk.signature)).toEqual([
      'CREATE TABLE IF NOT EXISTS public."orders"',
      'CREATE OR REPLACE VIEW shop.latest',
      'CREATE UNIQUE INDEX CONCURRENTLY by_note ON orders (note)',
    ]);
  });

  it('does not divide bodies of functions, triggers and procedures', () => {
    const dollars =
      'CREATE FUNCTION f(a int) RETURNS int AS $body$\nBEGIN\n  x; $$ y; $$;\nEND;\n$body$ LANGUAGE plpgsql;\nSELECT 1;\n';
    expect(outline(dollars)).toEqual(['1-5 statement f', '6-6 statement']);
    const trigger = `CREATE TRIGGER t AFTER INSERT ON o BEGIN
  UPDATE a SET b = CASE WHEN 1 THEN 2 END;
  IF x THEN DELETE FROM c; END IF;
END;
BEGIN;
SELECT 1;
COMMIT;
`;
    expect(outline(trigger)).toEqual(['1-4 statement t', '5-7 statement']);
  });

  it('knows GO and DELIMITER', () => {
    const server = 'CREATE TABLE [dbo].[a] (b int)\nGO\nCREATE PROCEDURE p AS\nSELECT 1;\nSELECT 2;\ngo\n';
    expect(outline(server)).toEqual(['1-2 statement dbo.a', '3-4 statement p', '5-6 statement']);
    const mysql = `CREATE TABLE \`a\` (b int) ENGINE=InnoDB; # don't
INSERT INTO a VALUES ('it\\'s; here');
DELIMITER //
CREATE PROCEDURE p()
BEGIN
  SELECT 1;
END //
CREATE PROCEDURE q() SELECT 2 //
DELIMITER ;
CREATE TABLE c (d int);
`;
    expect(outline(mysql)).toEqual([
      '1-1 statement a',
      '2-3 statement',
      '4-7 statement p',
      '8-9 statement q',
      '10-10 statement c',
    ]);
  });

  it('keeps the data of COPY with it', () => {
    const text = "COPY a (b) FROM stdin;\n1\tit's; x\n\\.\n\nCREATE TABLE c (d int);\n";
    expect(outline(text)).toEqual(['1-3 statement', '4-5 statement c']);
  });

  it('joins short statements without a name and divides long ones', () => {
    const inserts = "INSERT INTO a VALUES ('x;');\n".repeat(50);
    expect(outline(inserts)).toEqual(['1-25 statement', '26-50 statement']);
    const values = `INSERT INTO a VALUES\n${'(1, 2),\n'.repeat(150)}(3, 4);\n`;
    const chunks = chunkSql(values);
    expect(chunks.length).toBeGreaterThan(2);
    expect(new Set(chunks.map((chunk) => chunk.signature))).toEqual(new Set(['INSERT INTO a']));
  });

  it('takes the name that a comment gives a query', () => {
    expect(outline('-- name: get_user :one\nSELECT 1;\n\n-- name: all_users\nSELECT 2;\n')).toEqual([
      '1-2 statement get_user',
      '3-5 statement all_users',
    ]);
  });

  it('reads to the end what is not closed', () => {
    for (const text of [
      "SELECT 'a;\nb;\nc",
      'SELECT $$a;\nb;',
      '/* a;\nb',
      'CREATE TRIGGER t BEGIN a;\nb;',
      'DELIMITER //\na;',
    ]) {
      expect(outline(text).length).toBeGreaterThan(0);
    }
  });
});
