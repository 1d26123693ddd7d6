// Tiếng Việt, về sai lệch của nơi lưu.
import type { StorageFault, StoragePart } from "@ketluan/domain"
import { Match } from "effect"

const parts: { readonly [part in StoragePart]: string } = {
  table: "bảng",
  view: "khung nhìn",
  constraint: "ràng buộc",
  index: "chỉ mục",
  trigger: "trigger",
  function: "hàm",
  operator: "toán tử",
  rule: "quy tắc",
  policy: "chính sách dòng"
}

const NOT_COMPARED = "chưa đối chiếu được bảng, chỉ mục và các rào chắn được lập thế nào"

type Unread = Extract<StorageFault, { readonly _tag: "IndexUnread" }>["why"]

const unread: { readonly [why in Unread]: string } = {
  off: "nó bị tắt hoặc chưa lập xong",
  unused: "máy chủ không đọc nó cho mọi dòng của nó",
  young: "còn một giao dịch bắt đầu trước khi lập nó; hãy kiểm tra lại khi giao dịch ấy kết thúc"
}

export const storageVi = Match.typeTags<StorageFault>()({
  PagesDamaged: ({ said }) => `SQLite báo: ${said}`,
  Redefined: ({ what, name }) => `${parts[what]} ${name} bị mất hoặc không còn như lúc lập`,
  NotOurs: ({ what, name }) => `${parts[what]} ${name} không phải của chương trình này`,
  Overshadowed: ({ name, schema }) =>
    `${schema}.${name} bị đọc thay cho bảng của sổ: hãy bỏ nó đi rồi kiểm tra lại; trước đó ${NOT_COMPARED}`,
  TriggersOff: ({ role, database }) =>
    role === null && database === null
      ? "các rào chắn đang bị tắt: session_replication_role là replica"
      : `các rào chắn bị tắt với ${role === null ? "mọi người dùng" : `người dùng ${role}`}${
          database === null ? "" : ` của cơ sở dữ liệu ${database}`
        }: session_replication_role được đặt là replica`,
  NotCompared: ({ why }) =>
    why === "forbidden"
      ? `${NOT_COMPARED}: cho người dùng này quyền lập bảng tạm (grant temporary on database … to …), hoặc kiểm tra bằng chủ sở hữu`
      : `${NOT_COMPARED}: máy chủ này chỉ cho đọc; hãy kiểm tra trên máy chủ nhận ghi`,
  IndexDiffers: ({ index, table }) =>
    `chỉ mục ${index}: những gì tìm được qua nó không phải những gì có trong ${table}`,
  IndexUnread: ({ index, table, why }) => `chưa đối chiếu được chỉ mục ${index} của ${table}: ${unread[why]}`,
  RowsMisplaced: ({ table, rows }) => `${rows} dòng của ${table} không ở chỗ mà danh sách của quá khứ tìm đến`,
  RowsOrphaned: ({ table, rows }) => `${rows} dòng của ${table} không thuộc về đâu cả`,
  ProgressBeyond: ({ ledger, projection, next }) =>
    `sổ ${ledger}: ${projection} sẽ bỏ qua các sự kiện sắp ghi, đến vị trí ${next - 1}`,
  StreamsMiscounted: ({ ledger, streams, counted }) =>
    `sổ ${ledger}: đếm ${streams} dòng sự kiện, trong khi có ${counted}`
})
