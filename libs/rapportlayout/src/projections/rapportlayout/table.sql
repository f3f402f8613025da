-- A layout of a förbund's report, from the day it holds from. Of two from the same day the later recorded holds.
create table layout (
  ordinal bigint primary key,
  forbund text not null,
  rapport text not null,
  fran date not null,
  definition jsonb not null
);
create index layout_gallande on layout (forbund, rapport, fran, ordinal);
