"""Whole invented letters, with what each must answer: (issuer, subject, lead, body, questions)."""

LETTERS: list[tuple[str, str, str, str, str]] = [
    # A storm: a province closes communes of the coast by name, all on one afternoon, and reopens.
    (
        "province",
        "ứng phó bão số 10 và tổ chức tiếp nhận thủ tục hành chính",
        "Trước diễn biến của bão số 10, Chủ tịch UBND tỉnh yêu cầu:",
        """1. Từ 12 giờ 00 ngày 28/9/2025 đến hết ngày 29/9/2025, Trung tâm Phục vụ hành chính công tỉnh và Trung tâm Phục vụ hành chính công các xã, phường dừng tiếp nhận hồ sơ và trả kết quả trực tiếp.

2. Trong thời gian trên, người dân nộp hồ sơ qua Cổng Dịch vụ công quốc gia. Hồ sơ có hạn trả kết quả trong các ngày 28 và 29/9/2025 được lùi thời hạn trả sang ngày 01/10/2025.

3. Các trung tâm cử người trực 24/24 giờ, kê cao tài liệu, thiết bị; sao lưu dữ liệu trước 10 giờ ngày 28/9/2025.

4. Từ ngày 30/9/2025, các trung tâm hoạt động trở lại bình thường; nơi nào còn ngập thì báo cáo Văn phòng UBND tỉnh trước 08 giờ.

5. Sở Giáo dục và Đào tạo cho học sinh nghỉ học; Sở Công Thương dừng hoạt động các chợ ven biển.""",
        "centre 2025-09-28T10 receive.counter=open\ncentre 2025-09-28T14 receive.counter=shut\nward 2025-09-29 return.counter=shut\nward 2025-09-30 receive.counter=open\ncentre 2025-10-01 receive.counter=open\nward 2025-09-29 receive.online=open\nward 2025-09-29 deadline.extended=true\nward 2025-09-26 receive.counter=open\ndepartment 2025-09-29 receive.counter=open\nward 2025-09-30 receive.counter.days=12345",
    ),
    # Flood: a commune centre moves and has a phone.
    (
        "commune",
        "tạm chuyển địa điểm tiếp nhận thủ tục hành chính do ngập lụt",
        "Do trụ sở bị ngập, UBND phường thông báo:",
        """- Trung tâm Phục vụ hành chính công phường chuyển đến làm việc tại Nhà văn hóa khu phố 3, số 45 đường Lý Thường Kiệt, kể từ ngày 15/9/2025 cho đến khi khắc phục xong trụ sở.

- Thời gian tiếp nhận hồ sơ: từ thứ Hai đến thứ Sáu, buổi sáng từ 7 giờ 30 đến 11 giờ 30, buổi chiều từ 13 giờ 30 đến 17 giờ 00.

- Người dân cần hướng dẫn gọi số 0236.3888.123 (ông Lê Văn Tám) hoặc nhắn tin qua Zalo của phường.

- Các hộ dân vùng ngập được cán bộ phường đến tận nhà trả kết quả, không thu tiền.

- Tạm dừng các lớp dạy bơi tại hồ bơi phường.""",
        "ward 2025-09-16 unit.moved=true\nward 2025-09-12 unit.moved=none\nward 2025-09-16 receive.counter.days=12345\nward 2025-09-16 receive.counter.hours=07:30-11:30+13:30-17:00\nward 2025-09-16 support.phone=true\nward 2025-09-16 return.home=true\nward 2025-09-16 receive.counter=open\nward 2025-09-16 unit.closed=none",
    ),
    # Outage of the system.
    (
        "centre",
        "tạm ngừng hệ thống để nâng cấp",
        "Để nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính, Trung tâm thông báo:",
        """1. Hệ thống tạm ngừng tiếp nhận hồ sơ trực tuyến từ 18 giờ 00 ngày 19/9/2025 đến 06 giờ 00 ngày 22/9/2025.

2. Trong thời gian này, tổ chức, cá nhân vẫn nộp hồ sơ trực tiếp tại Trung tâm hoặc qua dịch vụ bưu chính công ích.

3. Hồ sơ đến hạn trong thời gian nâng cấp vẫn được trả đúng hẹn.

4. Mọi vướng mắc liên hệ tổng đài 1900.1234.""",
        "centre 2025-09-20 receive.online=closed\ncentre 2025-09-19T10 receive.online=open\ncentre 2025-09-22T08 receive.online=open\ncentre 2025-09-22T08 receive.counter=open\ncentre 2025-09-20 receive.postal=open\ncentre 2025-09-22 support.phone=true\ncentre 2025-09-22 return.counter=open",
    ),
    # Booking only, two numbers a day.
    (
        "centre",
        "đặt lịch hẹn khi đến giao dịch",
        "Trung tâm Phục vụ hành chính công thông báo việc đặt lịch hẹn, thực hiện từ ngày 01/10/2025 như sau:",
        """1. Tổ chức, cá nhân đến giao dịch tại các quầy của Trung tâm bắt buộc phải đặt lịch hẹn trước qua ứng dụng VNeID; Trung tâm không phát số trực tiếp tại sảnh.

2. Mỗi tài khoản được đặt tối đa 02 lượt/ngày, mỗi lĩnh vực 01 lượt.

3. Người cao tuổi, người khuyết tật, phụ nữ mang thai được phục vụ ngay, không phải đặt lịch.

4. Người dân đến trễ quá 15 phút so với giờ hẹn phải đặt lại lịch.

5. Bộ phận Một cửa cấp xã không áp dụng quy định này.""",
        "centre 2025-10-02 visit.appointment=required\ncentre 2025-09-25 visit.appointment=none\ncentre 2025-10-02 G:elderly visit.appointment=none\ncentre 2025-10-02 tickets.per_person_day=2\ncentre 2025-10-02 receive.counter=open\ncentre 2025-10-02 room.cap=none\ncentre 2025-10-02 unit.cap=none",
    ),
    # Saturday morning, a province.
    (
        "province",
        "làm việc sáng thứ Bảy tại Trung tâm Phục vụ hành chính công",
        "Chủ tịch UBND tỉnh yêu cầu:",
        """1. Trung tâm Phục vụ hành chính công cấp xã tổ chức tiếp nhận, trả kết quả vào sáng thứ Bảy hằng tuần (từ 7 giờ 30 đến 11 giờ 30), bắt đầu từ ngày 20/9/2025.

2. Trung tâm Phục vụ hành chính công tỉnh không làm việc ngày thứ Bảy, Chủ nhật.

3. Cán bộ làm việc ngày thứ Bảy được nghỉ bù theo quy định của pháp luật về lao động.

4. UBND cấp xã báo cáo số hồ sơ tiếp nhận trong ngày thứ Bảy về Sở Nội vụ trước thứ Ba tuần kế tiếp.""",
        "ward 2025-09-20 receive.counter.days=123456\nward 2025-09-13 receive.counter.days=12345\nward 2025-09-22 receive.counter.hours=none\nward 2025-09-20 receive.counter.hours=07:30-11:30\ncentre 2025-09-20 receive.counter.days=12345\ndepartment 2025-09-20 receive.counter.days=12345\nward 2025-09-23 receive.counter=open",
    ),
    # Epidemic in one district: only online and post, urgent by the head, one person.
    (
        "district",
        "tiếp nhận, giải quyết thủ tục hành chính trong thời gian giãn cách xã hội",
        "Thực hiện Chỉ thị số 16/CT-TTg, Chủ tịch UBND huyện yêu cầu các cơ quan, đơn vị, UBND các xã, thị trấn thực hiện từ 00 giờ ngày 12/9/2021 đến 24 giờ ngày 25/9/2021:",
        """1. Không tổ chức tiếp nhận hồ sơ, trả kết quả trực tiếp tại Bộ phận Tiếp nhận và Trả kết quả huyện và các xã, thị trấn, trừ thủ tục khai tử và các trường hợp khẩn cấp do Chủ tịch UBND huyện quyết định.

2. Hồ sơ tiếp nhận qua Cổng Dịch vụ công và dịch vụ bưu chính công ích.

3. Bố trí không quá 1/3 số cán bộ, công chức làm việc tại cơ quan.

4. Phòng Y tế phối hợp Trung tâm Y tế huyện xét nghiệm cho cán bộ 07 ngày một lần.

5. Bưu điện huyện tổ chức phát kết quả cho người dân vào các ngày thứ Ba, thứ Sáu.""",
        "district 2021-09-14 receive.counter=shut\ncommune 2021-09-20 return.counter=shut\ncommune 2021-09-26 receive.counter=open\ndistrict 2021-09-11 receive.counter=open\ncommune 2021-09-14 urgent receive.counter=open\ncommune 2021-09-14 receive.postal=open\ndistrict 2021-09-14 staff.share=33.3|33\ndistrict 2021-09-14 receive.counter.days=12345\ncommune 2021-09-14 room.cap=none",
    ),
    # Tet.
    (
        "province",
        "trực giải quyết thủ tục hành chính dịp nghỉ lễ Quốc khánh",
        "UBND tỉnh yêu cầu các đơn vị:",
        """1. Trung tâm Phục vụ hành chính công tỉnh nghỉ lễ từ ngày 13/9/2025 đến hết ngày 16/9/2025, mở cửa lại vào sáng thứ Tư, ngày 17/9/2025.

2. Trung tâm Phục vụ hành chính công cấp xã bố trí người trực qua điện thoại để tiếp nhận đăng ký khai tử.

3. Trong những ngày nghỉ, hồ sơ nộp trực tuyến vẫn được tiếp nhận; thời gian nghỉ không tính vào thời hạn giải quyết.

4. Các đơn vị treo cờ Tổ quốc; không tổ chức liên hoan trong giờ làm việc.""",
        "centre 2025-09-15 receive.counter=shut\ncentre 2025-09-17 receive.counter=open\ncentre 2025-09-12 receive.counter=open\nward 2025-09-15 receive.counter=open\nward 2025-09-15 support.phone=true\ncentre 2025-09-15 receive.online=open\ncentre 2025-09-22 receive.counter=open",
    ),
    # Reform: non-territorial, communes; guard.
    (
        "province",
        "tiếp nhận hồ sơ phi địa giới hành chính",
        "Chủ tịch UBND tỉnh yêu cầu:",
        """1. Kể từ ngày 01/10/2025, người dân được lựa chọn nộp hồ sơ và nhận kết quả tại bất kỳ Trung tâm Phục vụ hành chính công cấp xã nào trong tỉnh.

2. Các trung tâm không được từ chối tiếp nhận với lý do không đúng địa bàn.

3. Hồ sơ tiếp nhận ngoài địa bàn được số hóa và chuyển trong ngày; thời hạn giải quyết không thay đổi.

4. Đối với thủ tục lĩnh vực đất đai, tiếp tục tiếp nhận theo địa bàn cho đến khi có hướng dẫn mới.""",
        "ward 2025-10-02 receive.anywhere=true\nward 2025-09-20 receive.anywhere=none\nward 2025-10-02 guard.keep_receiving=true\nward 2025-10-02 receive.counter=open\nward 2025-10-02 deadline.extended=none\nward 2025-10-02 F:dat-dai receive.counter=open",
    ),
    # Fees.
    (
        "province",
        "miễn lệ phí khi thực hiện dịch vụ công trực tuyến",
        "UBND tỉnh thông báo:",
        """1. Miễn 100% lệ phí đối với các thủ tục hộ tịch, chứng thực thực hiện bằng dịch vụ công trực tuyến đến hết ngày 31/12/2025.

2. Các thủ tục nộp trực tiếp thu theo mức hiện hành.

3. Hộ nghèo được miễn phí, lệ phí với mọi hình thức nộp.

4. Cơ quan thuế hướng dẫn hạch toán; trường học không thu thêm bất kỳ khoản nào ngoài quy định.""",
        "ward 2025-10-02 ch:online F:ho-tich fee.waived=true\nward 2025-10-02 ch:counter F:ho-tich fee.waived=none\nward 2026-01-05 ch:online F:ho-tich fee.waived=none\nward 2025-10-02 ch:counter G:poor fee.waived=true\nward 2025-10-02 ch:online F:dat-dai fee.waived=none\nward 2025-10-02 receive.counter=open",
    ),
    # A ward closed by a case, unnumbered.
    (
        "commune",
        "tạm đóng cửa bộ phận một cửa",
        "Phát hiện 01 trường hợp mắc bệnh tại trụ sở, Chủ tịch UBND phường thông báo:",
        """Tạm thời đóng cửa bộ phận một cửa của phường trong hai ngày 11 và 12/9/2025 để khử khuẩn. Những hồ sơ đã nhận từ trước vẫn được giải quyết bình thường.

Trường hợp cần đăng ký khai tử, người nhà gọi điện cho công chức tư pháp theo số 0987.654.321.

Bộ phận một cửa mở cửa trở lại từ 7 giờ 30 ngày 15/9/2025.

Trạm y tế phường tổ chức xét nghiệm cho người đã đến trụ sở từ ngày 05/9/2025 đến ngày 10/9/2025, bắt đầu từ 8 giờ thứ Sáu.""",
        "ward 2025-09-11 receive.counter=shut\nward 2025-09-12 return.counter=shut\nward 2025-09-15 receive.counter=open\nward 2025-09-16 receive.counter=open\nward 2025-09-11 support.phone=true\nward 2025-09-16 receive.counter.days=12345\nward 2025-09-11 unit.closed=true\nward 2025-09-15 unit.closed=none",
    ),
    # Levels of epidemic in a table of words.
    (
        "province21",
        "hoạt động của Bộ phận Một cửa theo cấp độ dịch",
        "UBND tỉnh hướng dẫn như sau:",
        """1. Đối với địa bàn cấp độ 1, cấp độ 2: Bộ phận Một cửa hoạt động bình thường, bảo đảm 5K.

2. Đối với địa bàn cấp độ 3: tiếp nhận trực tiếp nhưng không quá 10 người trong một phòng cùng thời điểm; khuyến khích đặt lịch hẹn trước.

3. Đối với địa bàn cấp độ 4: chỉ tiếp nhận trực tuyến và qua bưu chính công ích; trả kết quả qua bưu chính công ích.

4. Nhà hàng ở cấp độ 3 phục vụ không quá 30 người.""",
        "commune 2021-09-14 E1 receive.counter=open\ncommune 2021-09-14 E1 room.cap=none\ncommune 2021-09-14 E3 room.cap=10\ncommune 2021-09-14 E3 visit.appointment=encouraged\ncommune 2021-09-14 E4 receive.counter=shut\ncommune 2021-09-14 E4 receive.online=open\ncommune 2021-09-14 E2 visit.appointment=none\ncommune 2021-09-14 E3 receive.counter=open",
    ),
    # Land offices, field and limited number of papers.
    (
        "district",
        "giải quyết hồ sơ đất đai dồn ứ",
        "Chủ tịch UBND huyện giao Văn phòng HĐND và UBND huyện:",
        """a) Từ ngày 15/9/2021, bố trí thêm 02 quầy tiếp nhận hồ sơ đất đai tại Bộ phận Một cửa huyện; tiếp nhận cả sáng thứ Bảy đến hết tháng 10/2021.

b) Phát số thứ tự cho người dân theo thứ tự đến trước; mỗi lượt mời 04 người vào phòng.

c) Mỗi người chỉ được lấy 01 số trong ngày; nghiêm cấm cò mồi chiếm chỗ.

d) Các lĩnh vực khác tiếp nhận như bình thường, không thay đổi.""",
        "district 2021-09-18 F:dat-dai receive.counter.days=123456\ndistrict 2021-09-18 F:ho-tich receive.counter.days=12345\ndistrict 2021-09-16 F:dat-dai admit.per_turn=4\ndistrict 2021-09-16 F:dat-dai tickets.per_person_day=1\ndistrict 2021-09-16 F:ho-tich receive.counter=open\ncommune 2021-09-18 receive.counter.days=12345",
    ),
    # Merging of communes: units end.
    (
        "province",
        "sắp xếp Trung tâm Phục vụ hành chính công cấp xã",
        "Chủ tịch UBND tỉnh yêu cầu:",
        """I. Bộ phận Một cửa các xã cũ

1. Bộ phận Một cửa của các xã, phường chấm dứt hoạt động từ ngày 01/10/2025.

2. Đến hết ngày 30/9/2025 vẫn tiếp nhận hồ sơ, trả kết quả bình thường.

II. Trung tâm Phục vụ hành chính công tỉnh

1. Từ ngày 01/10/2025 tiếp nhận toàn bộ hồ sơ của người dân trên địa bàn tỉnh.

2. Bố trí tổ lưu động tiếp nhận hồ sơ tại các thôn xa trung tâm.""",
        "ward 2025-09-29 receive.counter=open\nward 2025-10-02 receive.counter=shut\nward 2025-10-02 unit.closed=true\nward 2025-09-29 unit.closed=none\ncentre 2025-10-02 receive.counter=open\ncentre 2025-10-02 unit.closed=none\ncentre 2025-10-02 support.mobile_team=true",
    ),
    # A letter with "Đề nghị", channels with different directions, a share of staff and a mask.
    (
        "province21",
        "bảo đảm hoạt động của Bộ phận Một cửa trong tình hình mới",
        "UBND tỉnh đề nghị các sở, ban, ngành, UBND các huyện, thành phố:",
        """1. Duy trì hoạt động tiếp nhận hồ sơ tại Bộ phận Một cửa; không được lấy lý do phòng, chống dịch để ngừng tiếp nhận hồ sơ.

2. Bố trí tối thiểu 50% công chức trực tiếp nhận hồ sơ.

3. Người dân đến giao dịch phải đeo khẩu trang, khai báo y tế; cán bộ một cửa phải xét nghiệm định kỳ.

4. Vận động người dân nộp hồ sơ trực tuyến, nhận kết quả qua bưu điện; hạn chế giao dịch trực tiếp.

5. Trong 06 tháng đầu năm, nhiều đơn vị đã tạm dừng tiếp nhận hồ sơ không đúng quy định.""",
        "district 2021-09-14 receive.counter=discouraged\ndistrict 2021-09-14 guard.keep_receiving=true\ncommune 2021-09-14 staff.share=50\ncommune 2021-09-14 entry.mask=visitors\ncommune 2021-09-14 entry.health_declaration=visitors\ncommune 2021-09-14 receive.online=encouraged\ncommune 2021-09-14 return.postal=encouraged\ncommune 2021-09-14 return.counter=open",
    ),
    # Hours of summer of a district.
    (
        "district",
        "điều chỉnh thời gian làm việc mùa hè",
        "UBND huyện thông báo giờ làm việc của các cơ quan, đơn vị và Bộ phận Một cửa huyện, xã như sau:",
        """- Buổi sáng: từ 7h00 đến 11h30.

- Buổi chiều: từ 13h30 đến 17h00.

Thời gian thực hiện từ ngày 13/9/2021 đến hết ngày 15/10/2021.""",
        "district 2021-09-14 receive.counter.hours=07:00-11:30+13:30-17:00\ncommune 2021-09-14 receive.counter.hours=07:00-11:30+13:30-17:00\ndistrict 2021-10-18 receive.counter.hours=none\ndistrict 2021-09-14 receive.counter=open\ndistrict 2021-09-11 receive.counter.hours=none",
    ),
    # Post firm and police: others' business with numbers.
    (
        "province",
        "phối hợp tiếp nhận hồ sơ căn cước và hồ sơ bưu chính",
        "UBND tỉnh thông báo:",
        """1. Công an tỉnh tiếp nhận hồ sơ cấp căn cước vào thứ Bảy, Chủ nhật tại các phường; tạm dừng tại trụ sở Công an tỉnh từ ngày 15/9/2025.

2. Bưu điện tỉnh tiếp nhận hồ sơ thủ tục hành chính tại các bưu cục tất cả các ngày trong tuần, kể cả thứ Bảy.

3. Bảo hiểm xã hội tỉnh chỉ nhận hồ sơ điện tử.

4. Trung tâm Phục vụ hành chính công các cấp hoạt động bình thường.""",
        "ward 2025-09-20 receive.counter.days=12345\ncentre 2025-09-16 receive.counter=open\npost 2025-09-20 receive.counter.days=123456\nward 2025-09-16 receive.counter=open\nward 2025-09-16 receive.postal=open\ncentre 2025-09-16 receive.counter.days=12345",
    ),
    # A long official style, several acts in one sentence.
    (
        "province21",
        "tăng cường các biện pháp phòng, chống dịch tại Bộ phận Một cửa các cấp",
        "Thực hiện Công điện số 1102/CĐ-TTg ngày 23/8/2021 của Thủ tướng Chính phủ, Chủ tịch UBND tỉnh yêu cầu:",
        """1. Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các huyện, thành phố chỉ đạo Bộ phận Một cửa trực thuộc tạm dừng việc tiếp nhận hồ sơ và trả kết quả trực tiếp kể từ 0 giờ ngày 11/9/2021 cho đến khi có chỉ đạo mới; thực hiện tiếp nhận, trả kết quả thông qua hình thức trực tuyến và dịch vụ bưu chính công ích.

2. Đối với các trường hợp thật sự cấp bách, liên quan đến tính mạng, tài sản của người dân thì bố trí tiếp nhận trực tiếp, nhưng phải bảo đảm không quá 05 người trong phòng tại cùng một thời điểm.

3. Sở Thông tin và Truyền thông bảo đảm đường truyền; Đài Phát thanh và Truyền hình tỉnh, Báo tỉnh tuyên truyền để người dân biết.

4. Văn phòng UBND tỉnh tổng hợp, báo cáo Chủ tịch UBND tỉnh trước 16 giờ thứ Sáu hằng tuần.""",
        "district 2021-09-14 receive.counter=shut\ncommune 2021-09-14 urgent receive.counter=open\ndepartment 2021-09-14 return.counter=shut\ndistrict 2021-09-14 urgent room.cap=5\ndistrict 2021-09-14 receive.counter.days=12345\ndistrict 2021-09-14 receive.online=open\ndistrict 2021-09-10 receive.counter=open",
    ),
]
