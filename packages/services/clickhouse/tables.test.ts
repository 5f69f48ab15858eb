import { expect, test } from 'vitest';
import { tablesSql } from './tables.ts';

const days = { name: 'days', columns: { day: 'Date', n: 'UInt64' }, orderBy: ['day'], time: 'day' };
const elsewhere = { database: 'd', retentionDays: 90 };

test('a table is created once, and its columns and retention follow the list (V029)', () => {
  expect(tablesSql([days], elsewhere)).toBe(
    [
      'CREATE TABLE IF NOT EXISTS d.days (day Date, n UInt64)',
      'ENGINE = MergeTree PARTITION BY toMonday(day) ORDER BY (day)',
      'TTL toDateTime(day) + INTERVAL 90 DAY DELETE SETTINGS ttl_only_drop_parts = 1;',
      'ALTER TABLE d.days ADD COLUMN IF NOT EXISTS day Date;',
      'ALTER TABLE d.days ADD COLUMN IF NOT EXISTS n UInt64;',
      'ALTER TABLE d.days MODIFY TTL toDateTime(day) + INTERVAL 90 DAY DELETE;',
      '',
    ].join('\n'),
  );
});

test('a retention of its own goes before the common one', () => {
  const sql = tablesSql([{ ...days, retentionDays: 7 }], elsewhere);
  expect(sql.match(/INTERVAL \d+ DAY/g)).toEqual(['INTERVAL 7 DAY', 'INTERVAL 7 DAY']);
});
