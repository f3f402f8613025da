create table dokument (
  forbund text not null,
  dokument text not null,
  paborjad_ordinal bigint not null,
  slutford_ordinal bigint,
  sha256 text not null,
  titel text not null,
  datum date not null,
  primary key (forbund, dokument)
);
