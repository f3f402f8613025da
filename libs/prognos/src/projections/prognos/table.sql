-- A computed forecast: one row per event, its lines beside it. None is ever overwritten.
create table berakning (
  ordinal bigint primary key,
  forbund text not null,
  ar int not null,
  per date not null,
  underlag_ordinal bigint not null,
  metodversion text not null
);
create index berakning_gallande on berakning (forbund, ar, per, ordinal);
create table rad (
  ordinal bigint not null,
  post text not null,
  belopp_ore bigint not null,
  metod text not null,
  motiv text not null,
  primary key (ordinal, post)
);
