-- Raised by every change of the block (If-Match).
alter table block add column version integer not null default 1;
