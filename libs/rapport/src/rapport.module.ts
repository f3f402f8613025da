import { Module } from '@nestjs/common';
import { LasAvstamning } from './avstamning/las-avstamning.js';
import { LasRapport } from './stomme/las-rapport.js';

const LASARE = [LasAvstamning, LasRapport];

@Module({ providers: LASARE, exports: LASARE })
export class RapportModule {}
