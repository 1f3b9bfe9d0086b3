/** What came as JSON is read strictly: every field is known, of its kind and within its bounds, or nothing is read. */

/** Reads one value; `where` is the way to it ("basket.lines[0].sku"). */
export type Reader<T> = (value: unknown, where: string) => T;
export type Read<R> = R extends Reader<infer T> ? T : never;

export class Malformed extends Error {
  readonly where: string;

  constructor(where: string, wanted: string) {
    super(`${where}: ${wanted}`);
    this.where = where;
  }
}

export function whole(least: number, most: number): Reader<number> {
  return (value, where) => {
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
      throw new Malformed(where, `a whole number from ${least} to ${most}`);
    }
    return value as number;
  };
}

export const text: Reader<string> = (value, where) => {
  if (typeof value !== "string" || !value.isWellFormed()) throw new Malformed(where, "a text");
  return value;
};

export const flag: Reader<boolean> = (value, where) => {
  if (typeof value !== "boolean") throw new Malformed(where, "true or false");
  return value;
};

export function oneOf<const Values extends readonly (string | number)[]>(values: Values): Reader<Values[number]> {
  return (value, where) => {
    if (!values.includes(value as string)) throw new Malformed(where, values.join(", "));
    return value as Values[number];
  };
}

export function list<T>(item: Reader<T>, least = 0, most = Number.POSITIVE_INFINITY): Reader<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) throw new Malformed(where, "a list");
    return value.map((one, at) => item(one, `${where}[${at}]`));
  };
}

/** An object whose names are anybody's: code to what it means. */
export function named<T>(item: Reader<T>): Reader<ReadonlyMap<string, T>> {
  return (value, where) =>
    new Map(Object.entries(object(value, where)).map(([name, one]) => [name, item(one, `${where}.${name}`)]));
}

/** What is meant where nothing is written. */
export function usual<T, const U>(reader: Reader<T>, meant: U): Reader<T | U> {
  return (value, where) => (value === undefined ? meant : reader(value, where));
}

/** `reader`, or null, or nothing at all: null. */
export function maybe<T>(reader: Reader<T>): Reader<T | null> {
  return (value, where) => (value === undefined || value === null ? null : reader(value, where));
}

type Fields = Readonly<Record<string, Reader<unknown>>>;
export type FieldsOf<F extends Fields> = { readonly [Name in keyof F]: Read<F[Name]> };

export function fields<F extends Fields>(readers: F): Reader<FieldsOf<F>> {
  return (value, where) => {
    const given = object(value, where);
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(readers, name)) throw new Malformed(`${where}.${name}`, "no such field");
    }
    const read = Object.entries(readers).map(([name, reader]) => {
      return [name, reader(Object.hasOwn(given, name) ? given[name] : undefined, `${where}.${name}`)];
    });
    return Object.fromEntries(read) as FieldsOf<F>;
  };
}

/** One of several shapes, told apart by the word in `type`. */
export function byType<R extends Readonly<Record<string, Reader<unknown>>>>(readers: R): Reader<Read<R[keyof R]>> {
  return (value, where) => {
    const type = object(value, where)["type"];
    if (typeof type !== "string" || !Object.hasOwn(readers, type))
      throw new Malformed(`${where}.type`, Object.keys(readers).join(", "));
    return readers[type]!(value, where) as Read<R[keyof R]>;
  };
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed(where, "an object");
  return value as Record<string, unknown>;
}
