type Valfria<T> = { [N in keyof T as undefined extends T[N] ? N : never]?: Exclude<T[N], undefined> };
type Obligatoriska<T> = { [N in keyof T as undefined extends T[N] ? never : N]: T[N] };

/** The fields that have a value: an absent field and an undefined one are the same in JSON, and not in our types. */
export const givna = <T extends object>(falt: T): Obligatoriska<T> & Valfria<T> =>
  Object.fromEntries(Object.entries(falt).filter(([, varde]) => varde !== undefined)) as Obligatoriska<T> &
    Valfria<T>;
