-- The last event that can have changed the forecast of a förbund's year.
create table berord (
  forbund text not null,
  ar int not null,
  ordinal bigint not null,
  primary key (forbund, ar)
);
-- The last event that changed which line a förbund's bookings count to, or which lines are medel: it can have changed every
-- year's forecast.
create table kontoplan (
  forbund text primary key,
  ordinal bigint not null
);
