import { type TLiteral, type TUnion, Type } from 'typebox';

type Literals<Values extends readonly (string | number)[]> = { -readonly [Index in keyof Values]: TLiteral<Values[Index]> };

/** One of a few texts or numbers. */
export const OneOf = <const Values extends readonly (string | number)[]>(
  values: Values,
  options: { default?: Values[number]; description?: string } = {},
) =>
  // Each value becomes its literal, in the same order, which the type of `map` does not say.
  Type.Union(
    values.map((value) => Type.Literal(value)),
    options,
  ) as TUnion<Literals<Values>>;
