import { Module, type INestApplication, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HalsaController } from '#apps/api/src/http/halsa.controller.js';
import { Projektor } from '#read-store/projektor.js';

@Module({})
class Halsomodul {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes plain objects
const NESTVAL: NestApplicationOptions = { logger: false, abortOnError: false };

/** Health alone: for a process that has nothing else to say by HTTP. */
export const halsoapp = (projektor: Projektor): Promise<INestApplication> =>
  NestFactory.create(
    {
      module: Halsomodul,
      controllers: [HalsaController],
      providers: [{ provide: Projektor, useValue: projektor }],
    },
    NESTVAL,
  );
