create table dokument (
  forbund text not null,
  dokument text not null,
  paborjad_ordinal bigint not null,
  slutford_ordinal bigint,
  sha256 text not null,
  titel text not null,
  datum date not null,
  -- Loaded again, as a correction or by a program that finds more in it, a document has another row.
  primary key (forbund, dokument, paborjad_ordinal)
);
