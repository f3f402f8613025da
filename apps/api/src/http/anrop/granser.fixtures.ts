import type { Schema } from './provning.fixtures.js';

const arBegransadText = ({ enum: val, format, maxLength, pattern }: Schema): boolean =>
  val !== undefined || format === 'date' || maxLength !== undefined || /^\^[^+*]+\$$/.test(pattern ?? '+');

/** Where a schema lets in a text, a number or a list of any size. */
export function obegransat(schema: Schema, plats: string): string[] {
  const { type, items, properties = {}, maximum, minimum, maxItems } = schema;
  switch (type) {
    case 'string':
      return arBegransadText(schema) ? [] : [plats];
    case 'integer':
    case 'number':
      return maximum !== undefined && minimum !== undefined ? [] : [plats];
    case 'array':
      return [...(maxItems === undefined ? [plats] : []), ...(items ? obegransat(items, `${plats}[]`) : [])];
    default:
      return Object.entries(properties).flatMap(([falt, s]) => obegransat(s, `${plats}.${falt}`));
  }
}
