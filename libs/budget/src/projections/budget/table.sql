-- A version of a plan: the budget of a year, of a part of it, or the board's prognosis. One row per event.
create table version (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  slag text not null check (slag in ('budget', 'periodbudget', 'prognos')),
  -- The day it holds from; for a prognosis the day it was made for.
  den date not null,
  fran date,
  till date,
  stod_slag text not null,
  stod text not null
);
create index version_gallande on version (forbund, ar, slag, den, ordinal);
create table rad (
  ordinal bigint not null,
  nr int not null,
  post text not null,
  belopp_ore bigint not null,
  primary key (ordinal, post)
);
