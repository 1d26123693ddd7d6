// Tiếng Việt, về khóa, điểm chốt, bên chứng kiến và giấy biên nhận.
import type { AuditMessages } from "./messages.ts"

export const vi: AuditMessages = {
  advice: {
    CheckpointUnknown: () => "Ký một điểm chốt: ketluan ledger checkpoint.",
    KeyNotAdopted: ({ adopted }) =>
      adopted === null
        ? "Tạo khóa cho sổ này: ketluan key init --key TỆP."
        : "Dùng tệp của khóa đó, hoặc dùng nó để bàn giao cho khóa mới: ketluan key rotate --key TỆP --to TỆP-MỚI.",
    KeyAdoptedAlready: () => "Bàn giao cho một khóa chưa từng dùng ở sổ này: ketluan key rotate --key TỆP --to TỆP-MỚI."
  },
  says: {
    keyMade: (file, key) =>
      `Khóa bí mật ở trong ${file}; hãy giữ tách khỏi cơ sở dữ liệu. Khóa công khai dưới đây đưa cho mọi người:\n${key}`,
    keyRotated: (file, key) =>
      `Từ nay khóa trong ${file} ký; khóa trước đã ký đồng ý. Khóa công khai dưới đây đưa cho mọi người:\n${key}`,
    witnessing: (address, key) => `Đang chứng kiến tại ${address}. Khóa công khai:\n${key}`,
    receiptWritten: (position, file, whole) =>
      `Giấy biên nhận sự kiện ở vị trí ${position} đã ghi vào ${file}${whole ? "" : `, lá của nó ở ${file}.leaf`}.`,
    receiptHolds: (position, type, recorded, command) =>
      `Biên nhận đúng: ở vị trí ${position} là ${type}, ghi lúc ${recorded} theo lệnh ${command}.`,
    receiptIn: (origin, size) => `Sự kiện nằm trong lịch sử ${size} sự kiện của ${origin} mà khóa đã ký.`,
    requestWritten: (size, file) =>
      `Yêu cầu dấu thời gian cho điểm chốt gồm ${size} sự kiện đã ghi vào ${file}. Nhận trả lời bằng --token TỆP.`,
    timestamped: (size, authority, moment) => `Điểm chốt gồm ${size} sự kiện được ${authority} thấy lúc ${moment}.`,
    receiptSeen: (witness, moment) => `${witness} đã thấy lịch sử đó lúc ${moment}.`
  },
  problems: {
    keyMissing: (file) => `Không có tệp khóa ${file}.`,
    keyExposed: (file) => `Người khác đọc hoặc ghi được tệp khóa ${file}; không dùng tệp này.`,
    keyUnreadable: (file) => `${file} không phải tệp khóa cho việc này.`,
    keyExists: (file) => `${file} đã có sẵn và được giữ nguyên.`,
    keyUnwritable: (file) => `Không ghi được tệp khóa ${file}.`,
    keyAdvice: {
      keyMissing: "Nêu tệp bằng --key TỆP hoặc KETLUAN_KEY, hoặc tạo mới: ketluan key init.",
      keyExposed: "Nếu chưa ai xem: chmod 600 TỆP. Nếu không, bàn giao cho khóa khác: ketluan key rotate.",
      keyUnreadable: "Khóa của sổ tạo bằng ketluan key init, của bên chứng kiến bằng ketluan key init --witness TÊN.",
      keyExists: "Nêu tệp khác bằng --key TỆP.",
      keyUnwritable: null
    },
    badKeyName: (name) => `"${name}" không dùng làm tên khóa được: không có khoảng trắng, không có dấu cộng.`,
    badVerifierKey: (key) => `"${key}" không phải khóa công khai loại cần ở đây.`,
    badVerifierKeyAdvice: "Chép cả dòng TÊN+MÃ+KHÓA mà ketluan key show --key TỆP in ra.",
    badListen: (listen) => `"${listen}" không có dạng MÁY:CỔNG.`,
    cannotListen: (listen) => `Không lắng nghe được tại ${listen}.`,
    stateUnreadable: (file) => `Không đọc được tệp ghi nhớ ${file}. Bên chứng kiến không bắt đầu khi mất trí nhớ.`,
    stateUnwritable: (file) => `Không ghi được tệp ghi nhớ ${file}.`,
    stateInUse: (file) => `Một bên chứng kiến khác đang dùng tệp ghi nhớ ${file}.`,
    stateAdvice: "Khôi phục từ bản sao có điểm chốt cuối, hoặc nêu đúng tệp.",
    badWitness: (url) => `"${url}" không phải địa chỉ http hay https.`,
    witnessIncomplete: "Bên chứng kiến cần có cả địa chỉ và khóa.",
    witnessIncompleteAdvice: "Nêu cả hai: --witness URL --witness-key TÊN+MÃ+KHÓA.",
    witnessUnreachable: (url) => `Bên chứng kiến tại ${url} không trả lời.`,
    witnessUnreachableAdvice: "Chưa ghi gì. Thử lại, hoặc ký không có bên chứng kiến.",
    witnessRefused: (status, reason) => `Bên chứng kiến không ký (${status}: ${reason}).`,
    witnessRefusedAdvice:
      "Chưa ghi gì. 409 và 422: lịch sử này không nối tiếp lịch sử họ đã thấy; 403 và 404: họ không biết khóa của sổ.",
    witnessSawMore: (seen, size) => `Bên chứng kiến đã thấy ${seen} sự kiện của sổ này, nay chỉ có ${size}.`,
    witnessSawMoreAdvice: "Đã mất sự kiện, hoặc đây là bản cũ. Chưa ký gì; hãy tìm bản mới hơn.",
    storedTreeDiffers: (size) => `${size} sự kiện đầu đang lưu không phải những gì đã ghi.`,
    storedTreeDiffersAdvice: "Chưa ký và chưa xuất gì. Xem chỗ sai: ketluan verify. Rồi khôi phục kho từ bản sao lưu.",
    nothingRecorded: "Sổ này chưa ghi gì.",
    noCheckpoint: (position) => `Chưa có điểm chốt đã ký nào tính đến sự kiện ở vị trí ${position}.`,
    noCheckpointAdvice: "Ký trước: ketluan ledger checkpoint.",
    eventUnknown: (what) => `Không có sự kiện hay lệnh nào như vậy: ${what}.`,
    malformed: (what, reason) => `Nội dung lưu là ${what} không đúng dạng: ${reason}.`,
    whichEvent: "Chưa rõ sự kiện nào.",
    whichEventAdvice: "Nêu một trong ba: REF, --command MÃ, --position N.",
    cannotRead: (file) => `Không đọc được ${file}.`,
    receiptUnreadable: (file) => `${file} không phải giấy biên nhận.`,
    receiptFails: (file, why) => `Giấy biên nhận ${file} không chứng minh được gì: ${why}.`,
    failsAt: {
      origin: "là của sổ khác với khóa",
      signature: "khóa không ký điểm chốt đó (nếu sau đó sổ đã thay khóa, nêu khóa trước)",
      witness: "bên chứng kiến được yêu cầu không ký",
      inclusion: "sự kiện không có trong lịch sử đã ký",
      leaf: "nội dung trong lịch sử không phải sự kiện ở vị trí đó"
    },
    leafMissing: "Bản thân sự kiện không có trong biên nhận và cũng không được nêu.",
    leafAdvice: "Nêu lá của nó: --leaf TỆP.",
    badTsa: (url) => `"${url}" không phải địa chỉ http hay https.`,
    badCheckpoint: (given) => `"${given}" không phải "newest", cũng không phải số sự kiện của một điểm chốt.`,
    tsaUnreachable: (url) => `Tổ chức cấp dấu thời gian tại ${url} không trả lời đúng dạng.`,
    tsaUnreachableAdvice: "Chưa ghi gì. Thử lại, hoặc mang yêu cầu đến đó: --request TỆP.",
    tsaCaUnreadable: (file) => `${file} không có chứng thư của tổ chức cấp dấu thời gian (PEM hay DER).`,
    whichToken: "Chưa rõ dấu thời gian lấy từ đâu.",
    whichTokenAdvice: "Nêu một trong ba: --tsa URL, --request TỆP, --token TỆP.",
    tokenFails: (why, reason) => `Không nhận dấu thời gian: ${why}${reason === "" ? "" : ` (${reason})`}.`,
    tokenFailsAt: {
      form: "các byte này không phải dấu thời gian, hoặc có thừa thứ khác",
      denied: "tổ chức không cấp",
      imprint: "cấp cho thứ khác, không phải cho điểm chốt của sổ này",
      nonce: "trả lời cho yêu cầu khác",
      signature: "không do chứng thư của nó ký",
      certificate: "chứng thư không dùng để cấp dấu thời gian, hoặc không có hiệu lực lúc đó",
      authority: "chứng thư không dẫn đến tổ chức được tin cậy nào",
      clock: "thời điểm của nó và đồng hồ máy này không thể cùng đúng",
      facts: "sự kiện nói khác với dấu thời gian"
    },
    tokenFailsAdvice: "Chưa ghi gì. Yêu cầu lại, hoặc yêu cầu tổ chức khác.",
    tokenClockAdvice: "Chưa ghi gì. Chỉnh đồng hồ cho đúng, rồi ký điểm chốt mới và yêu cầu lại."
  },
  help: {
    checkpoint: "Đọc lại mọi thứ đang lưu rồi ký",
    key: "Tệp có khóa bí mật (KETLUAN_KEY; ./ketluan.key)",
    keys: "Khóa ký cho sổ hoặc cho bên chứng kiến",
    keyInit: "Tạo khóa trong tệp mới và để khóa ấy đại diện cho sổ",
    keyRotate: "Bàn giao cho khóa mới; cả hai khóa cùng ký",
    keyShow: "In khóa công khai",
    keyTo: "Tệp mới cho khóa mới",
    ledgerKey: "Khóa công khai của sổ cần chứng kiến; có thể nêu nhiều lần",
    listen: "Nơi lắng nghe: MÁY:CỔNG (127.0.0.1:7531)",
    receipt: "Chứng minh một sự kiện đã được ghi, trong một tệp riêng",
    receiptCommand: "Sự kiện đầu tiên của lệnh này",
    receiptFile: "Giấy biên nhận",
    receiptKey: "Khóa công khai của sổ",
    receiptLeaf: "Lá của sự kiện, nếu không có trong biên nhận",
    receiptOut: "Ghi vào tệp mới này",
    receiptPosition: "Sự kiện ở vị trí này",
    receiptReference: "Sự kiện mới nhất của tham chiếu này, ví dụ 12-KL/HU#1.3@phong-noi-vu",
    receiptVerify: "Kiểm tra giấy biên nhận, không cần sổ",
    receiptWitnessKey: "Khóa công khai của bên chứng kiến phải có chữ ký; có thể nêu nhiều lần",
    state: "Tệp để bên chứng kiến nhớ điểm chốt cuối của từng sổ",
    timestamp: "Nhờ một tổ chức xác nhận điểm chốt có từ lúc nào, và ghi dấu thời gian (RFC 3161)",
    timestampCheckpoint:
      "Điểm chốt gồm chừng này sự kiện (newest: mới nhất; với --token là điểm chốt mà dấu thời gian khớp)",
    timestampRequest: "Ghi yêu cầu vào tệp mới này, khi không nối mạng được với tổ chức",
    timestampToken: "Nhận trả lời mang về, từ tệp này",
    tsa: "Địa chỉ của tổ chức cấp dấu thời gian",
    tsaCa: "Tệp chứng thư của các tổ chức được tin cậy (PEM); có thể nêu nhiều lần",
    witness: "Ký chứng kiến điểm chốt của sổ chỉ được nối tiếp (C2SP tlog-witness)",
    witnessKey: "Khóa công khai của bên chứng kiến đó",
    witnessName: "Tạo khóa cho bên chứng kiến có tên này, ví dụ witness.example/binh-minh",
    witnessUrl: "Nhờ bên chứng kiến tại địa chỉ này ký"
  }
}
