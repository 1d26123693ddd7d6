// Which bodies are of one place: the Party committee and the People's Committee of one commune.
import { bodyKey } from "../text/index.ts"
import type { BodyState } from "./state.ts"

/** The place that a name ends in: "xã an bình" of "Đảng ủy xã An Bình"; null where it names none. */
const placeIn = (name: string): string | null =>
  /(?:^| )((?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) .+)$/u.exec(bodyKey(name).key)?.[1] ?? null

/** Whether the names of two bodies end in one place, within one wider territory. */
export const samePlace = (one: BodyState, other: BodyState): boolean => {
  if (one._tag === "Unregistered" || other._tag === "Unregistered") return false
  const place = placeIn(one.name)
  return place !== null && place === placeIn(other.name) && one.territory === other.territory
}
