import { Module, type INestApplication, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HalsaController } from '#apps/api/src/http/halsa.controller.js';
import { Projektor } from '#read-store/projektor.js';
import type { System } from './system.js';

@Module({})
class Halsomodul {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes plain objects
const NESTVAL: NestApplicationOptions = { logger: false, abortOnError: false };

/** Health and measures alone: for a process that has nothing else to say by HTTP. */
export async function halsoapp({ projektor, matvarden }: System): Promise<INestApplication> {
  const app = await NestFactory.create(
    {
      module: Halsomodul,
      controllers: [HalsaController],
      providers: [{ provide: Projektor, useValue: projektor }],
    },
    NESTVAL,
  );
  matvarden.koppla(app);
  return app;
}
