import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Forvantan, Loggpost, NyLoggpost } from './ersattarlogg.js';

const tom = (): shared.Empty => new shared.Empty();

function stromnamn(stream: string): shared.StreamIdentifier {
  const namn = new shared.StreamIdentifier();
  namn.setStreamName(Uint8Array.from(Buffer.from(stream)));
  return namn;
}

export const namnet = (identifierare: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifierare?.getStreamName_asU8() ?? []).toString();

export function handelsesvar(post: Loggpost): streams.ReadResp {
  const post_ = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(post.id);
  post_.setId(id);
  post_.setStreamIdentifier(stromnamn(post.stream));
  post_.setStreamRevision(String(post.revision));
  post_.setCommitPosition(String(post.plats));
  post_.setPreparePosition(String(post.plats));
  post_.getMetadataMap().set('type', post.typ);
  post_.getMetadataMap().set('content-type', post.innehallstyp);
  post_.getMetadataMap().set('created', String(post.skapad));
  post_.setData(post.data);
  post_.setCustomMetadata(post.metadata);
  const handelse = new streams.ReadResp.ReadEvent();
  handelse.setEvent(post_);
  handelse.setCommitPosition(String(post.plats));
  const svar = new streams.ReadResp();
  svar.setEvent(handelse);
  return svar;
}

export function stromSaknas(stream: string): streams.ReadResp {
  const saknas = new streams.ReadResp.StreamNotFound();
  saknas.setStreamIdentifier(stromnamn(stream));
  const svar = new streams.ReadResp();
  svar.setStreamNotFound(saknas);
  return svar;
}

export function bekraftelse(id: string): streams.ReadResp {
  const bekraftad = new streams.ReadResp.SubscriptionConfirmation();
  bekraftad.setSubscriptionId(id);
  const svar = new streams.ReadResp();
  svar.setConfirmation(bekraftad);
  return svar;
}

export function ikappsvar(): streams.ReadResp {
  const svar = new streams.ReadResp();
  svar.setCaughtUp(new streams.ReadResp.CaughtUp());
  return svar;
}

export function bokmarke(plats: bigint): streams.ReadResp {
  const marke = new streams.ReadResp.Checkpoint();
  marke.setCommitPosition(String(plats));
  marke.setPreparePosition(String(plats));
  const svar = new streams.ReadResp();
  svar.setCheckpoint(marke);
  return svar;
}

export function skrivet(revision: number, plats: bigint): streams.AppendResp {
  const lyckat = new streams.AppendResp.Success();
  lyckat.setCurrentRevision(String(revision));
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(plats));
  position.setPreparePosition(String(plats));
  lyckat.setPosition(position);
  const svar = new streams.AppendResp();
  svar.setSuccess(lyckat);
  return svar;
}

export function felRevision(faktisk: number, forvantan: Forvantan): streams.AppendResp {
  const fel = new streams.AppendResp.WrongExpectedVersion();
  if (faktisk < 0) fel.setCurrentNoStream(tom());
  else fel.setCurrentRevision(String(faktisk));
  if (typeof forvantan === 'number') fel.setExpectedRevision(String(forvantan));
  else if (forvantan === 'no_stream') fel.setExpectedNoStream(tom());
  else if (forvantan === 'stream_exists') fel.setExpectedStreamExists(tom());
  else fel.setExpectedAny(tom());
  const svar = new streams.AppendResp();
  svar.setWrongExpectedVersion(fel);
  return svar;
}

export function nyPost(meddelande: streams.AppendReq.ProposedMessage): NyLoggpost {
  const karta = meddelande.getMetadataMap();
  return {
    id: meddelande.getId()?.getString() ?? '',
    typ: karta.get('type') ?? '',
    innehallstyp: karta.get('content-type') ?? '',
    data: meddelande.getData_asU8(),
    metadata: meddelande.getCustomMetadata_asU8(),
  };
}

export function forvantanI(val: streams.AppendReq.Options): Forvantan {
  if (val.hasRevision()) return Number(val.getRevision());
  if (val.hasNoStream()) return 'no_stream';
  return val.hasStreamExists() ? 'stream_exists' : 'any';
}

/** An error as the server sends it: its kind stands in the trailer `exception`, with what belongs to it beside. */
export function serverfel(kod: status, text: string, slapvagn: Record<string, string> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [namn, varde] of Object.entries(slapvagn)) metadata.set(namn, varde);
  return Object.assign(new Error(text), { code: kod, details: text, metadata });
}
