import type { Skal } from '#event-store/event-store.js';
import { kontrolleraTexter } from '../domain/personuppgift.js';

/** The reason stands in the event's metadata, beside what the decider sees. @throws DomanFel UPPGIFT_OM_PERSON */
export const kontrolleraSkal = (skal: Skal): void => {
  if (skal.slag === 'anteckning') kontrolleraTexter({ 'skal.text': skal.text });
  if (skal.slag === 'dokument') kontrolleraTexter({ 'skal.dokument': skal.dokument });
};
