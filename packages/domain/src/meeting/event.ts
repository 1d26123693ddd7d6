// What can happen to a meeting: it is recorded, with those who took part, the reports heard and the opinions given.
import { Schema } from "effect"
import { added, BodyId, CivilDate, declareEvents, PersonId, Span, Text, Words } from "../kernel/index.ts"

/**
 * `body` where the text names one; otherwise persons in the capacity that the texts give. `span` is in the text of the
 * document that tells of the meeting; null where no document does.
 */
const voice = { body: Schema.NullOr(BodyId), span: Schema.NullOr(Span) }

export const meetingEvents = declareEvents({
  MeetingRecorded: {
    version: 2,
    facts: {
      firstDay: CivilDate,
      lastDay: CivilDate,
      /** The days on which it sat, where they are told one by one; otherwise none. */
      days: Schema.Array(CivilDate),
      host: Schema.NullOr(BodyId),
      chair: Schema.NullOr(PersonId)
    },
    /** `chairCapacity` is as what the chair presided, in the text's words: with the name, where `chair` is nobody known. */
    texts: { title: Schema.NullOr(Text), place: Schema.NullOr(Text), chairCapacity: Schema.NullOr(Text) },
    upcasts: [added({ days: [], chair: null }, { place: null, chairCapacity: null })]
  },
  /** Taking part makes nobody an addressee or a recipient [13]. `delegateOf` is the body that somebody else stood in for. */
  ParticipantRecorded: {
    version: 2,
    facts: { ...voice, delegateOf: Schema.NullOr(BodyId) },
    texts: { words: Text, capacity: Schema.NullOr(Text) },
    upcasts: [added({ delegateOf: null }, { capacity: null })]
  },
  ReportHeard: {
    version: 2,
    facts: voice,
    texts: { by: Text, about: Schema.NullOr(Text) },
    // Version 1 always had a span.
    upcasts: [added({})]
  },
  OpinionRecorded: { version: 1, facts: voice, texts: { words: Words } }
})
