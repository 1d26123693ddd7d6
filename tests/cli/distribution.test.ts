// `distribution`: one copy from the list to its return.
import { beforeAll, expect, it } from "vitest"
import { officeIn, secretary } from "../support/clerk.ts"
import { temporaryFolder } from "../support/folder.ts"

const { open, ask, read, refused, run } = officeIn(temporaryFolder()("distribution"))

const office = ["--as", "phong-noi-vu/Trần Thị Mai"]
const copy = (verb: string, recipient: string, ...more: ReadonlyArray<string>) => [
  "distribution",
  ...verb.split(" "),
  "12-KL/HU",
  recipient,
  ...more
]

beforeAll(open)

it("the copies are listed in the order of the document, with what became of each", async () => {
  const { copies } = Object(await ask("distribution", "list", "12-KL/HU"))
  expect(copies).toHaveLength(15)
  expect(copies[9]).toEqual({
    line: 7,
    recipient: { kind: "body", slug: "phong-noi-vu", name: "Phòng Nội Vụ huyện" },
    purpose: "execute",
    status: "planned",
    sent: null,
    channel: null,
    received: null,
    acknowledged: null,
    acknowledgedBy: null,
    refused: null,
    refusedBy: null,
    recallRequested: null,
    recallAgreed: null,
    recallRefused: null
  })
})

it("a recipient is named by line, short name or name; where that is not one, candidates are named", async () => {
  const named = async (recipient: string) =>
    Object(await ask(...copy("send", recipient, "--on", "2020-09-17"))).copy.line
  expect([
    await named("7"),
    await named("phong-noi-vu"),
    await named("phong noi vu"),
    await named("Phòng Nội Vụ huyện")
  ]).toEqual([7, 7, 7, 7])
  const several = await run(...copy("send", "2"), "--json")
  const { error } = JSON.parse(several.out)
  expect([several.code, error.tag]).toEqual([2, "AmbiguousReference"])
  expect(await named("thuong-truc-hdnd-huyen")).toBe(2)
  expect(error.next).toContain("thuong-truc-hdnd-huyen")
  expect((await run(...copy("send", "phong noi"))).err).toContain("phong-noi-vu")
})

it("[42] is acknowledged by the recipient alone, after receipt, and once", async () => {
  await refused("NotReceived", 42, ...copy("acknowledge", "7", ...office))
  await ask(...copy("send", "7", "--channel", "paper", "--on", "2020-09-17"))
  await ask(...copy("receive", "7", "--on", "2020-09-18"))
  await refused("NotTheRecipient", 42, ...copy("acknowledge", "7", ...secretary))
  const acknowledge = copy("acknowledge", "7", "--on", "2020-09-19", ...office)
  expect(await ask(...acknowledge)).toMatchObject({
    recorded: true,
    conclusion: "12-KL/HU",
    copy: {
      status: "acknowledged",
      sent: "2020-09-17",
      channel: "paper",
      received: "2020-09-18",
      acknowledged: "2020-09-19",
      acknowledgedBy: { slug: "phong-noi-vu", name: "Phòng Nội vụ" }
    }
  })
  expect(await ask(...acknowledge)).toMatchObject({ recorded: false, position: null })
  await refused("CopyAcknowledgedAlready", 42, ...copy("refuse", "7", "--reason", "nhầm", ...office))
  expect(await ask("distribution", "list", "12-KL/HU", "--as-of", "2020-09-18")).toMatchObject({
    copies: expect.arrayContaining([expect.objectContaining({ line: 7, status: "received" })])
  })
})

it("[42] a copy that was sent can be turned away with a reason, and sent again", async () => {
  const association = ["--as", "hoi-lam-vuon-huyen/Đỗ Văn Tư"]
  await refused("CopyNotSent", 42, ...copy("refuse", "9", "--reason", "nhầm", ...association))
  await ask(...copy("send", "9", "--channel", "electronic"))
  await refused("ReasonMissing", 42, ...copy("refuse", "9", ...association))
  expect(await ask(...copy("refuse", "9", "--reason", "thiếu trang", ...association))).toMatchObject({
    copy: { status: "refused", refusedBy: { slug: "hoi-lam-vuon-huyen" } }
  })
  await refused("CopyWasRefused", null, ...copy("receive", "9"))
  expect(await ask(...copy("send", "9"))).toMatchObject({ copy: { status: "sent", refused: null } })
})

it("[43] the issuer asks for a copy back, the recipient decides, and nothing new is assigned after", async () => {
  const request = copy("recall request", "7", "--reason", "in sai")
  await refused("NoOpenRecall", 43, ...copy("recall agree", "7", ...office))
  await refused("RecallNotByIssuer", 43, ...request, ...office)
  expect(await ask(...request, ...secretary)).toMatchObject({ copy: { status: "recall_requested" } })
  await refused("ReasonMissing", 43, ...copy("recall refuse", "7", ...office))
  expect(await ask(...copy("recall refuse", "7", "--reason", "đang dùng", ...office))).toMatchObject({
    copy: { status: "acknowledged" }
  })
  await ask(...request, ...secretary)
  expect(await read(...copy("recall agree", "7", ...office))).toContain("không giao thêm nhiệm vụ nào từ 12-KL/HU")
  await refused("CopyRecalled", 43, ...copy("send", "7"))
  const snapshot = ["class", "snapshot", "dang-uy-cac-xa-thi-tran", "--register", "--member", "Đảng ủy xã Tân An"]
  expect(await ask(...snapshot)).toMatchObject({ assignments: [] })
})
