-- Which events rest on a beslut: a row per event and beslut.
create table stod (
  forbund text not null,
  beslut text not null,
  ordinal bigint not null,
  -- The how manieth of those that rest on the beslut: how many they were as of an ordinal is its last row.
  nr int not null,
  typ text not null,
  stream text not null,
  -- `stod`: the event itself names it as its authority. `skal`: it was recorded because of it.
  slag text not null check (slag in ('stod', 'skal')),
  primary key (forbund, beslut, ordinal)
);
create index stod_handelse on stod (ordinal);
