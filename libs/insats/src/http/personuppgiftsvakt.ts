import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { kontrolleraIngenPerson } from '../commands/utfor-uppfoljningskommando.js';

/** The lists that a follow-up has, by their field. */
const LISTOR = new Set(['orsaker', 'slag', 'antal']);

/**
 * Looks through a follow-up as it was sent, before its form is checked: who sends a row about a person is to be told why
 * it is refused, and not that a field is unknown.
 */
export class Personuppgiftsvakt implements CanActivate {
  /** @throws DomanFel UPPGIFT_OM_PERSON */
  canActivate(vard: ExecutionContext): boolean {
    kontrolleraIngenPerson(vard.switchToHttp().getRequest<Request>().body, '', LISTOR);
    return true;
  }
}
