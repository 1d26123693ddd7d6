// `class`: a class, its lists of members, and how far each list is.
import { beforeAll, expect, it } from "vitest"
import { officeIn, secretary } from "../support/clerk.ts"
import { temporaryFolder } from "../support/folder.ts"

const { open, ask, read, refused, run } = officeIn(temporaryFolder()("class"))

const name = "dang-uy-cac-xa-thi-tran"
const members = (...names: ReadonlyArray<string>) => names.flatMap((one) => ["--member", one])

beforeAll(open)

it("a class is listed with the directives that wait for its members", async () => {
  expect(await ask("class", "list")).toMatchObject({
    classes: expect.arrayContaining([
      expect.objectContaining({ slug: name, snapshots: 0, members: 0, waiting: ["12-KL/HU#2:a", "12-KL/HU#2:b"] })
    ])
  })
  expect(await read("class", "show", name)).toContain("Chưa có danh sách thành viên")
  expect(await ask("class", "define", "Các phòng chuyên môn")).toMatchObject({
    class: { slug: "cac-phong-chuyen-mon" }
  })
})

it("[15] a later list says that it changes no earlier fan-out, and resolves only what waits", async () => {
  const first = members("Đảng ủy xã Tân An", "Đảng ủy thị trấn Kim Sơn")
  await ask("class", "snapshot", name, "--register", ...first, "--on", "2020-09-25")
  const { out } = await run("class", "snapshot", name, "--register", ...members("Đảng ủy xã Hòa Bình"))
  expect(out).toContain("list 1 stays with the members it had")
  expect(out).toContain("0 new assignments")
  expect(await ask("class", "show", name)).toMatchObject({
    class: {
      waiting: [],
      snapshots: [
        {
          snapshot: 1,
          on: "2020-09-25",
          members: [{ slug: "dang-uy-xa-tan-an" }, { slug: "dang-uy-thi-tran-kim-son" }],
          directives: [
            { reference: "12-KL/HU#2:a", members: 2, open: 2, status: "open" },
            { reference: "12-KL/HU#2:b", members: 2, open: 2, status: "open" }
          ]
        },
        { snapshot: 2, members: [{ slug: "dang-uy-xa-hoa-binh" }], directives: [] }
      ]
    }
  })
  expect(await ask("class", "show", name, "--as-of", "2020-10-01")).toMatchObject({
    class: { snapshots: [{ snapshot: 1 }] }
  })
})

it("[16] a class is done with a directive when every member is excused or accepted, and not before", async () => {
  const excuse = (body: string) =>
    ask("assignment", "excuse", `12-KL/HU#2:b@${body}`, "--reason", "đã tổ chức năm trước", ...secretary)
  await excuse("dang-uy-xa-tan-an")
  expect(await read("class", "show", name)).toContain("12-KL/HU#2:b: xong 1/2")
  await excuse("dang-uy-thi-tran-kim-son")
  expect(await read("class", "show", name)).toContain("12-KL/HU#2:b: đã xong")
})

it("[48] members stand under the names of the list's day", async () => {
  await ask("body", "rename", "dang-uy-xa-tan-an", "Đảng ủy phường Tân An")
  expect(await read("class", "show", name)).toContain("Đảng ủy xã Tân An (dang-uy-xa-tan-an)")
})

it("[15, 16, 44] a list without members, with one twice, or with a body that has ended is refused", async () => {
  expect(await run("class", "snapshot", name)).toMatchObject({ code: 2 })
  const twice = await run("class", "snapshot", name, ...members("phong-noi-vu", "Phòng Nội Vụ"), "--json")
  expect(JSON.parse(twice.out)).toMatchObject({ error: { tag: "MemberTwice", invariant: 15 } })
  await ask("body", "dissolve", "phong-noi-vu", "--end", "2025-07-01", "--basis", "QĐ")
  await refused("BodyDissolved", 44, "class", "snapshot", name, ...members("phong-noi-vu"))
})
