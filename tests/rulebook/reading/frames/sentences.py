"""Sentences that committees could write, with what each must answer. (issuer, body, questions)."""

SENTENCES: list[tuple[str, str, str]] = [
    # Stops: verbs, channels, places, periods.
    (
        "province",
        "1. Từ ngày 15/9/2025 đến hết ngày 17/9/2025, Trung tâm Phục vụ hành chính công tỉnh ngừng nhận hồ sơ nộp trực tiếp.",
        "centre 2025-09-16 receive.counter=shut\ncentre 2025-09-18 receive.counter=open\ncentre 2025-09-14 receive.counter=open\nward 2025-09-16 receive.counter=open\ncentre 2025-09-16 receive.online=open\ncentre 2025-09-16 return.counter=open",
    ),
    (
        "province",
        "1. Trung tâm Phục vụ hành chính công các xã, phường tạm dừng tiếp nhận hồ sơ và trả kết quả trực tiếp trong các ngày 15, 16 và 17 tháng 9 năm 2025.",
        "ward 2025-09-15 receive.counter=shut\nward 2025-09-17 return.counter=shut\nward 2025-09-18 receive.counter=open\ncentre 2025-09-16 receive.counter=open",
    ),
    (
        "commune",
        "1. Việc tiếp nhận hồ sơ trực tiếp tại trụ sở UBND phường tạm dừng từ 13 giờ ngày 12/9/2025 đến hết ngày 14/9/2025.",
        "ward 2025-09-12T10 receive.counter=open\nward 2025-09-12T14 receive.counter=shut\nward 2025-09-15 receive.counter=open",
    ),
    (
        "commune",
        "1. Trung tâm Phục vụ hành chính công phường đóng cửa ngày 12/9/2025 để phun khử khuẩn.",
        "ward 2025-09-12 receive.counter=shut\nward 2025-09-12 return.counter=shut\nward 2025-09-12 unit.closed=true\nward 2025-09-13 unit.closed=none\nward 2025-09-15 receive.counter=open",
    ),
    (
        "centre",
        "1. Do mất điện, sáng ngày 16/9/2025 Trung tâm không tiếp nhận hồ sơ trực tiếp.",
        "centre 2025-09-16T09 receive.counter=shut\ncentre 2025-09-16T14 receive.counter=open\ncentre 2025-09-17 receive.counter=open",
    ),
    (
        "centre",
        "1. Chiều ngày 19/9/2025, Trung tâm tạm ngưng giao dịch với người dân tại quầy.",
        "centre 2025-09-19T09 receive.counter=open\ncentre 2025-09-19T15 receive.counter=shut",
    ),
    (
        "province21",
        "1. Bộ phận Một cửa cấp huyện, cấp xã ngừng hoạt động từ ngày 13/9/2021 cho đến khi có thông báo mới.",
        "district 2021-09-14 receive.counter=shut\ncommune 2021-09-20 return.counter=shut\ncentre 2021-09-14 receive.counter=open",
    ),
    (
        "province21",
        "1. Không tiếp nhận hồ sơ trực tiếp tại Bộ phận Một cửa các cấp từ ngày 13/9/2021 đến ngày 20/9/2021, trừ các trường hợp cấp bách.",
        "commune 2021-09-14 receive.counter=shut\ncommune 2021-09-14 urgent receive.counter=open\ncommune 2021-09-21 receive.counter=open",
    ),
    (
        "province21",
        "1. Tạm dừng tiếp công dân tại Trụ sở Tiếp công dân tỉnh đến hết ngày 30/9/2021.",
        "centre 2021-09-14 receive.counter=open\ndistrict 2021-09-14 return.counter=open",
    ),
    (
        "province21",
        "1. Tạm dừng các lớp học, hội nghị tập trung; Bộ phận Một cửa các cấp vẫn tiếp nhận hồ sơ bình thường.",
        "commune 2021-09-14 receive.counter=open",
    ),
    (
        "province21",
        "1. Nghiêm cấm việc tự ý dừng tiếp nhận hồ sơ tại Bộ phận Một cửa.",
        "commune 2021-09-14 receive.counter=open\ncommune 2021-09-14 guard.keep_receiving=true",
    ),
    (
        "province21",
        "1. Các đơn vị không được từ chối tiếp nhận hồ sơ của người dân với lý do phòng, chống dịch.",
        "commune 2021-09-14 receive.counter=open\ndistrict 2021-09-14 guard.keep_receiving=true",
    ),
    (
        "province21",
        "1. Bộ phận Một cửa cấp xã không tạm dừng tiếp nhận hồ sơ.",
        "commune 2021-09-14 receive.counter=open\ncommune 2021-09-14 guard.keep_receiving=true",
    ),
    (
        "district",
        "1. Trước đây, một số xã đã tạm dừng tiếp nhận hồ sơ trực tiếp khi chưa có ý kiến của UBND huyện.",
        "commune 2021-09-14 receive.counter=open\ncommune 2021-09-14 return.counter=open",
    ),
    (
        "district",
        "1. Nếu có ca mắc mới, UBND các xã xem xét tạm dừng tiếp nhận hồ sơ trực tiếp và báo cáo UBND huyện.",
        "commune 2021-09-14 receive.counter=open\ndistrict 2021-09-14 receive.counter=open",
    ),
    (
        "district",
        "1. Để hạn chế tiếp nhận hồ sơ trực tiếp, UBND các xã tuyên truyền cho người dân.",
        "commune 2021-09-14 receive.counter=open",
    ),
    (
        "province21",
        "1. Khi dừng tiếp nhận hồ sơ trực tiếp, đơn vị phải báo cáo UBND tỉnh trước 02 ngày.",
        "commune 2021-09-14 receive.counter=open",
    ),
    # Only.
    (
        "province21",
        "1. Từ ngày 13/9/2021, Bộ phận Một cửa các cấp chỉ tiếp nhận hồ sơ qua Cổng Dịch vụ công và dịch vụ bưu chính công ích.",
        "commune 2021-09-14 receive.counter=shut\ncommune 2021-09-14 receive.postal=open\ncommune 2021-09-14 receive.online=open\ncommune 2021-09-12 receive.counter=open\ncommune 2021-09-14 return.counter=open",
    ),
    (
        "province21",
        "1. Chỉ nhận trực tiếp đối với thủ tục khẩn cấp; các thủ tục khác nộp qua mạng.",
        "commune 2021-09-14 receive.counter=shut\ncommune 2021-09-14 urgent receive.counter=open",
    ),
    (
        "province21",
        "1. Bộ phận Một cửa cấp xã chỉ tiếp nhận hồ sơ lĩnh vực hộ tịch.",
        "commune 2021-09-14 F:ho-tich receive.counter=open\ncommune 2021-09-14 F:dat-dai receive.counter=shut\ndistrict 2021-09-14 F:dat-dai receive.counter=open",
    ),
    (
        "province21",
        "1. Kết quả giải quyết thủ tục hành chính chỉ trả qua dịch vụ bưu chính công ích.",
        "commune 2021-09-14 return.counter=shut\ncommune 2021-09-14 receive.counter=open",
    ),
    (
        "district",
        "1. Bộ phận Một cửa huyện chỉ làm việc buổi sáng, từ 07 giờ 30 phút đến 11 giờ 30 phút.",
        "district 2021-09-14 receive.counter=open\ndistrict 2021-09-14 receive.counter.hours=07:30-11:30",
    ),
    # Encourage, limit.
    (
        "province",
        "1. Khuyến khích người dân nộp hồ sơ trực tuyến và nhận kết quả qua dịch vụ bưu chính công ích.",
        "ward 2025-09-14 receive.online=encouraged\nward 2025-09-14 return.postal=encouraged\nward 2025-09-14 receive.postal=allowed\nward 2025-09-14 receive.counter=allowed",
    ),
    (
        "province",
        "1. Hạn chế người dân đến giao dịch trực tiếp tại Bộ phận Một cửa.",
        "ward 2025-09-14 receive.counter=discouraged",
    ),
    (
        "province",
        "1. Đẩy mạnh việc tiếp nhận hồ sơ qua dịch vụ bưu chính công ích; tăng cường thanh toán trực tuyến.",
        "ward 2025-09-14 receive.postal=encouraged\nward 2025-09-14 pay.online=encouraged\nward 2025-09-14 receive.online=open",
    ),
    (
        "province",
        "1. Khuyến khích các cơ quan tổ chức họp trực tuyến, dạy học trực tuyến.",
        "ward 2025-09-14 receive.online=allowed",
    ),
    (
        "province",
        "1. Không giao chỉ tiêu nộp hồ sơ trực tuyến cho cán bộ, công chức.",
        "ward 2025-09-14 receive.online=allowed",
    ),
    (
        "province",
        "1. Nghiêm cấm việc ép buộc người dân phải nộp hồ sơ trực tuyến hoặc hạn chế tiếp nhận hồ sơ trực tiếp.",
        "ward 2025-09-14 receive.counter=allowed\nward 2025-09-14 receive.online=allowed",
    ),
    # Days and hours.
    (
        "centre",
        "1. Trung tâm tiếp nhận hồ sơ và trả kết quả vào các ngày thứ Ba, thứ Năm hằng tuần.",
        "centre 2025-09-16 receive.counter.days=24\ncentre 2025-09-16 return.counter.days=24",
    ),
    (
        "centre",
        "1. Trung tâm làm việc thêm sáng thứ Bảy hằng tuần, từ 7 giờ 30 đến 11 giờ 30.",
        "centre 2025-09-20 receive.counter.days=123456\ncentre 2025-09-16 receive.counter.hours=none\ncentre 2025-09-20 receive.counter.hours=07:30-11:30",
    ),
    (
        "province",
        "1. Trung tâm Phục vụ hành chính công cấp xã không làm việc ngày thứ Bảy.",
        "ward 2025-09-16 receive.counter=open\nward 2025-09-16 receive.counter.days=12345",
    ),
    (
        "commune",
        "1. Phường tiếp nhận hồ sơ từ thứ Hai đến thứ Sáu, sáng từ 7 giờ đến 11 giờ 30, chiều từ 13 giờ 30 đến 17 giờ.",
        "ward 2025-09-16 receive.counter.days=12345\nward 2025-09-16 receive.counter.hours=07:00-11:30+13:30-17:00",
    ),
    (
        "commune",
        "1. Người dân lấy số theo thứ tự và chờ gọi vào quầy.",
        "ward 2025-09-16 receive.counter.days=12345\nward 2025-09-16 receive.counter=open",
    ),
    (
        "commune",
        "1. Trung tâm tiếp nhận thêm vào các ngày thứ Bảy 20/9/2025 và 27/9/2025.",
        "ward 2025-09-20 receive.counter.days=123456\nward 2025-09-16 receive.counter.days=12345\nward 2025-10-04 receive.counter.days=12345",
    ),
    (
        "province",
        "1. Các sở báo cáo kết quả tiếp nhận hồ sơ vào thứ Sáu hằng tuần về Văn phòng UBND tỉnh.",
        "department 2025-09-16 receive.counter.days=12345\ncentre 2025-09-16 receive.counter.days=12345",
    ),
    (
        "province",
        "1. Từ ngày 16 tháng 4 đến ngày 15 tháng 10 hằng năm, Trung tâm Phục vụ hành chính công tỉnh làm việc buổi sáng từ 7 giờ đến 11 giờ 30 phút, buổi chiều từ 13 giờ 30 phút đến 17 giờ.",
        "centre 2025-09-16 receive.counter.hours=07:00-11:30+13:30-17:00\ncentre 2025-11-18 receive.counter.hours=none\ncentre 2026-05-19 receive.counter.hours=07:00-11:30+13:30-17:00",
    ),
    # Caps, turns, tickets, booking.
    (
        "province21",
        "1. Mỗi phòng làm việc không quá 10 người cùng một lúc.",
        "commune 2021-09-14 room.cap=10\ncommune 2021-09-14 unit.cap=none",
    ),
    (
        "province21",
        "1. Bộ phận Một cửa cấp huyện bảo đảm trong cùng một thời điểm không quá 20 công dân đến giao dịch.",
        "district 2021-09-14 unit.cap=20\ncommune 2021-09-14 unit.cap=none",
    ),
    (
        "centre",
        "1. Mỗi lượt gọi 05 người vào quầy.",
        "centre 2025-09-16 admit.per_turn=5\ncentre 2025-09-16 room.cap=none",
    ),
    (
        "centre",
        "1. Mỗi người được lấy không quá 02 số trong một ngày.",
        "centre 2025-09-16 tickets.per_person_day=2\ncentre 2025-09-16 unit.cap=none\ncentre 2025-09-16 admit.per_turn=none",
    ),
    (
        "centre",
        "1. Người dân phải đặt lịch hẹn trước trên ứng dụng; người cao tuổi, người khuyết tật không phải đặt lịch.",
        "centre 2025-09-16 visit.appointment=required",
    ),
    (
        "centre",
        "1. Khuyến khích tổ chức, cá nhân đăng ký lịch hẹn trước khi đến.",
        "centre 2025-09-16 visit.appointment=encouraged",
    ),
    ("centre", "1. Tổ chức, cá nhân không bắt buộc đặt lịch trước.", "centre 2025-09-16 visit.appointment=none"),
    ("centre", "1. Trung tâm chỉ tiếp người đã đặt lịch hẹn.", "centre 2025-09-16 visit.appointment=required"),
    (
        "province21",
        "1. Quán ăn phục vụ không quá 20 người cùng một lúc.",
        "commune 2021-09-14 unit.cap=none\ncommune 2021-09-14 room.cap=none",
    ),
    # Checks, things, people.
    (
        "province21",
        "1. Người dân đến giao dịch tại Bộ phận Một cửa phải đeo khẩu trang, sát khuẩn tay và khai báo y tế.",
        "commune 2021-09-14 entry.mask=visitors\ncommune 2021-09-14 entry.hand_sanitising=visitors\ncommune 2021-09-14 entry.health_declaration=visitors\ncommune 2021-09-14 entry.temperature=none",
    ),
    (
        "province21",
        "1. Người dân đến Bộ phận Một cửa không phải khai báo y tế.",
        "commune 2021-09-14 entry.health_declaration=none",
    ),
    (
        "province21",
        "1. Bộ phận Một cửa các cấp lắp đặt vách ngăn giọt bắn, bố trí người hướng dẫn, phân luồng.",
        "commune 2021-09-14 equipment.droplet_shield=true\ncommune 2021-09-14 duty.marshal=true",
    ),
    (
        "province21",
        "1. Các cơ quan bố trí không quá 50% số công chức làm việc tại trụ sở.",
        "department 2021-09-14 staff.share=50\ndistrict 2021-09-14 unit.cap=none",
    ),
    # Offers.
    ("commune", "1. Kết quả giải quyết hồ sơ được trả tận nhà cho người cao tuổi.", "ward 2025-09-16 return.home=true"),
    (
        "province",
        "1. Tổ chức, cá nhân được nộp hồ sơ tại bất kỳ Trung tâm Phục vụ hành chính công nào trên địa bàn tỉnh, không phụ thuộc nơi cư trú.",
        "ward 2025-09-16 receive.anywhere=true\ncentre 2025-09-16 receive.anywhere=true\nward 2025-09-16 receive.counter=open",
    ),
    (
        "province",
        "1. Miễn lệ phí đối với hồ sơ nộp trực tuyến từ ngày 15/9/2025 đến hết ngày 31/12/2025.",
        "ward 2025-09-16 ch:online fee.waived=true\nward 2025-09-16 ch:counter fee.waived=none\nward 2026-01-02 ch:online fee.waived=none",
    ),
    (
        "province",
        "1. Không thu lệ phí đăng ký khai sinh đối với hộ nghèo.",
        "ward 2025-09-16 G:poor F:ho-tich fee.waived=true\nward 2025-09-16 F:ho-tich fee.waived=none",
    ),
    (
        "province",
        "1. Thời hạn giải quyết hồ sơ tiếp nhận từ ngày 15/9/2025 đến hết ngày 20/9/2025 được kéo dài thêm 05 ngày làm việc.",
        "ward 2025-09-16 deadline.extended=true",
    ),
    ("province", "1. Không kéo dài thời hạn giải quyết hồ sơ của người dân.", "ward 2025-09-16 deadline.extended=none"),
    (
        "commune",
        "1. Từ ngày 22/9/2025, Trung tâm Phục vụ hành chính công phường chuyển địa điểm làm việc sang số 12 đường Lê Lợi.",
        "ward 2025-09-23 unit.moved=true\nward 2025-09-19 unit.moved=none\nward 2025-09-23 receive.counter=open",
    ),
    ("commune", "1. Người dân cần hỗ trợ liên hệ số điện thoại 0912.345.678.", "ward 2025-09-16 support.phone=true"),
    (
        "province",
        "1. UBND các xã, phường công khai đường dây nóng tiếp nhận phản ánh tại trụ sở.",
        "ward 2025-09-16 support.contact=true",
    ),
    (
        "district",
        "1. UBND các xã thành lập tổ lưu động tiếp nhận hồ sơ tại thôn, bản.",
        "commune 2021-09-14 support.mobile_team=true",
    ),
    # Resumption, moves, other bodies.
    (
        "centre",
        "1. Từ ngày 15/9/2025, Trung tâm tạm dừng tiếp nhận hồ sơ trực tiếp.\n\n2. Trung tâm hoạt động trở lại từ ngày 18/9/2025.",
        "centre 2025-09-16 receive.counter=shut\ncentre 2025-09-18 receive.counter=open\ncentre 2025-09-22 receive.counter=open",
    ),
    (
        "province",
        "1. Công an tỉnh tạm dừng tiếp nhận hồ sơ cấp căn cước tại các điểm lưu động.",
        "ward 2025-09-16 receive.counter=open\ncentre 2025-09-16 receive.counter=open",
    ),
    (
        "province",
        "1. Tòa án nhân dân tỉnh, Cục Thuế tỉnh tự quyết định việc dừng tiếp nhận hồ sơ tại trụ sở của mình.",
        "ward 2025-09-16 receive.counter=open\ncentre 2025-09-16 receive.counter=open",
    ),
    (
        "province",
        "1. Tạm dừng tiếp nhận hồ sơ lĩnh vực đấu giá biển số tại Trung tâm Phục vụ hành chính công tỉnh.",
        "centre 2025-09-16 F:ho-tich receive.counter=open\ncentre 2025-09-16 receive.counter=open",
    ),
    (
        "province",
        "1. Trung tâm Phục vụ hành chính công phường Quang Trung tạm dừng hoạt động từ ngày 15/9/2025 đến hết ngày 19/9/2025.",
        "ward 2025-09-16 receive.counter=open\ncentre 2025-09-16 receive.counter=open",
    ),
    (
        "province",
        "1. Riêng hồ sơ lĩnh vực đất đai, tạm dừng tiếp nhận trực tiếp từ ngày 15/9/2025 đến hết ngày 30/9/2025.",
        "ward 2025-09-16 F:dat-dai receive.counter=shut\nward 2025-09-16 F:ho-tich receive.counter=open",
    ),
    # Inheritance.
    (
        "province21",
        "1. Từ ngày 13/9/2021 đến hết ngày 26/9/2021, Bộ phận Một cửa cấp xã thực hiện:\n\na) Tạm dừng tiếp nhận hồ sơ trực tiếp;\n\nb) Trả kết quả qua dịch vụ bưu chính công ích.",
        "commune 2021-09-14 receive.counter=shut\ncommune 2021-09-27 receive.counter=open\ndistrict 2021-09-14 receive.counter=open",
    ),
    (
        "province21",
        "1. Bộ phận Một cửa các cấp tạm dừng:\n\n- Tiếp nhận hồ sơ trực tiếp;\n\n- Trả kết quả trực tiếp.",
        "commune 2021-09-14 receive.counter=shut\ncommune 2021-09-14 return.counter=shut",
    ),
    (
        "province21",
        "1. Ở địa bàn dịch cấp độ 4: tạm dừng tiếp nhận hồ sơ trực tiếp.\n\n2. Ở địa bàn dịch cấp độ 1, 2: tiếp nhận hồ sơ bình thường.",
        "commune 2021-09-14 E4 receive.counter=shut\ncommune 2021-09-14 E1 receive.counter=open\ncommune 2021-09-14 E3 receive.counter=open",
    ),
    (
        "province21",
        "1. Từ ngày 13/9/2021 đến hết ngày 19/9/2021, Bộ phận Một cửa các cấp tạm dừng tiếp nhận hồ sơ trực tiếp.\n\n2. Trong thời gian này, kết quả được trả qua dịch vụ bưu chính công ích; mỗi phòng không quá 05 người cùng một thời điểm.",
        "commune 2021-09-14 receive.counter=shut\ncommune 2021-09-14 room.cap=5\ncommune 2021-09-21 room.cap=none",
    ),
    (
        "province21",
        "1. Đối với người không sử dụng được dịch vụ công trực tuyến và dịch vụ bưu chính công ích, Bộ phận Một cửa tiếp nhận trực tiếp.",
        "commune 2021-09-14 neither receive.counter=fallback|allowed",
    ),
]
