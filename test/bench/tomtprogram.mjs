// The floor for what it takes to start a program: Nest with nothing in it, that answers by HTTP.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

class Tomt {}
Module({})(Tomt);

const app = await NestFactory.create(Tomt, { logger: false });
process.once('SIGTERM', () => void app.close());
// What the others tell of themselves, in the same words.
app.use('/metrics', (_, svar) => svar.send(`process_resident_memory_bytes ${process.memoryUsage.rss()}\n`));
await app.listen(0, '127.0.0.1');
process.stderr.write(`svarar på ${await app.getUrl()}\n`);
