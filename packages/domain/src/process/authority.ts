// Who holds the issuer's authority over a conclusion's assignments.
import type { Authorship, ConclusionState } from "../conclusion/index.ts"
import type { BodyId } from "../kernel/index.ts"

/**
 * The issuer is the body whose number the document bears; where no number tells, the collective that signed, then the
 * body that concluded. All three act for it: a Party committee issues through its standing bodies, and the four facts
 * of authorship stay apart [7]. Null where the document names none.
 */
export const authorityOf = ({
  issuer,
  collective,
  concluder
}: Authorship): { readonly issuer: BodyId; readonly authority: ReadonlyArray<BodyId> } | null => {
  const bodies = [issuer, collective, concluder].filter((body) => body !== null)
  const first = bodies[0]
  return first === undefined ? null : { issuer: first, authority: [...new Set(bodies)] }
}

/** The bodies that act for a recorded document's issuer; none where it names none, or is not recorded. */
export const authorsOf = (state: ConclusionState): ReadonlyArray<BodyId> =>
  state._tag === "Registered" ? (authorityOf(state.authorship)?.authority ?? []) : []
