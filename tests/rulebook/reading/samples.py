"""A letter of our own, and ways to print it: the tests' raw material."""

from __future__ import annotations

LETTER = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 2345/UBND-TH2
V/v tăng cường công tác
cải cách hành chính

Lâm Đồng, ngày 05 tháng 12 năm 2021

Kính gửi:
- Các sở, ban, ngành;
- UBND các huyện, thành phố.

Thực hiện Công văn số 123/BNV-CCHC ngày 01/12/2021 của Bộ Nội vụ, UBND tỉnh yêu cầu:

1. Sở Nội vụ chủ trì tổng hợp, báo cáo UBND tỉnh trước ngày 15/12/2021.

2. Văn phòng UBND tỉnh theo dõi, đôn đốc./.

Nơi nhận:
- Như trên;
- CT, các PCT;
- Lưu: VT, TH2.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Phan Văn Đa
"""

TWO_COLUMNS = """        BỘ NỘI VỤ                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                       Độc lập - Tự do - Hạnh phúc
   Số: 4501/BNV-CCHC
V/v hướng dẫn thực hiện                 Hà Nội, ngày 08 tháng 9 năm 2022
 chế độ báo cáo định kỳ

            Kính gửi: - Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ;
                      - Ủy ban nhân dân các tỉnh, thành phố trực
                        thuộc Trung ương.

       Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ, Bộ Nội vụ đề nghị:
       1. Các Bộ gửi báo cáo trước ngày 15/9/2022.

 Nơi nhận:                                        KT. BỘ TRƯỞNG
 - Như trên;                                       THỨ TRƯỞNG
 - Bộ trưởng (để b/c);
 - Các Thứ trưởng;
 - Lưu: VT, CCHC.
                                                 (Đã ký)

                                               Phạm Thị Thanh Trà
"""

ONE_COLUMN_SCAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LÂM ĐỒNG Độc lập - Tự do - Hạnh phúc
Số: 2345/UBND-TH2 Lâm Đồng, ngày O5 tháng l2 năm 2O21
V/v tăng cường công tác
cải cách hành chính
Kính gửi:
- Các sở, ban, ngành;
- UBND các huyện, thành phố.
UBND tỉnh yêu cầu:
1. Sở Nội vụ chủ trì tổng hợp.
2. Văn phòng UBND tỉnh theo dõi./.
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như trên; KT. CHỦ TỊCH
- CT, các PCT; PHÓ CHỦ TỊCH
- Lưu: VT, TH2.
Phan Văn Đa
"""

TABLES = """| ỦY BAN NHÂN DÂN<br>TỈNH CÀ MAU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc |
| --- | --- |
| Số: 88/UBND-NC V/v thực hiện giãn cách | Cà Mau, ngày 01 tháng 8 năm 2021 |
| | HỎA TỐC |

Kính gửi: Các sở, ban, ngành tỉnh; UBND các huyện, thành phố Cà Mau.

UBND tỉnh yêu cầu các đơn vị thực hiện./.

| Nơi nhận: - Như trên; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Minh Luân |
| --- | --- |
"""

TELEGRAM = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 32/CĐ-UBND
Nghệ An, ngày 27 tháng 9 năm 2022
HỎA TỐC

CÔNG ĐIỆN
Về việc tập trung ứng phó khẩn cấp bão số 4 và mưa lũ

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NGHỆ AN điện:
- Chủ tịch UBND các huyện, thành phố, thị xã;
- Giám đốc các Sở, Thủ trưởng các ban, ngành cấp tỉnh.

Chủ tịch UBND tỉnh yêu cầu:
1. Hoãn các cuộc họp không cần thiết.
2. Sở Giáo dục và Đào tạo cho học sinh nghỉ học./.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Đệ
"""

RESOLUTION = """HỘI ĐỒNG NHÂN DÂN
TỈNH BẮC KẠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/NQ-HĐND

Bắc Kạn, ngày 19 tháng 7 năm 2022

NGHỊ QUYẾT
Về việc thông qua danh mục các công trình, dự án
cần thu hồi đất năm 2022

HỘI ĐỒNG NHÂN DÂN TỈNH BẮC KẠN
KHÓA X, KỲ HỌP THỨ BẢY

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Xét Tờ trình số 99/TTr-UBND ngày 05 tháng 7 năm 2022 của Ủy ban nhân dân tỉnh;

QUYẾT NGHỊ:

Điều 1. Thông qua danh mục.
Điều 2. Tổ chức thực hiện
1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này.
2. Thường trực Hội đồng nhân dân giám sát./.

Nơi nhận:
- Ủy ban Thường vụ Quốc hội;
- Lưu: VT.

CHỦ TỊCH

Phương Thị Thanh
"""

PARTY = """TỈNH ỦY HÀ GIANG
*
Số 1234-CV/TU
V/v lãnh đạo công tác phòng, chống dịch
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Giang, ngày 30 tháng 3 năm 2020

Kính gửi: - Các huyện ủy, thành ủy;
- Đảng ủy trực thuộc.

Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, Ban Thường vụ yêu cầu:
1. Các huyện ủy lãnh đạo.
Nơi nhận
- Như trên,
- Lưu Văn phòng.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Thào Hồng Sơn
"""

# One printed row of a table flattened into one line, as web pages are saved.
ONE_CELL = (
    "| UBND TỈNH BÌNH PHƯỚC SỞ Y TẾ ------- Số: 1234/SYT-NVY V/v triển khai tiêm chủng "
    "| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------------- "
    "Bình Phước, ngày 02 tháng 8 năm 2021 |\n"
    """|---|---|

Kính gửi:

- Bệnh viện đa khoa tỉnh;

- Trung tâm Y tế các huyện, thị xã, thành phố.

Thực hiện Công văn số 6202/BYT-DP ngày 02/8/2021, Sở Y tế yêu cầu các đơn vị thực hiện./.

| Nơi nhận: - Như trên; - Giám đốc, các PGĐ Sở; - Lưu: VT, NVY. | KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Đã ký) Quách Ái Đức |
|---|---|
"""
)

WITH_ANNEX = """| ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI ----- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do |
|---|---|
| Số: 24/2013/QĐ-UBND | Hà Nội, ngày 01 tháng 08 năm 2013 |

QUYẾT ĐỊNH

VỀ VIỆC BAN HÀNH QUY ĐỊNH TRÌNH TỰ, THỦ TỤC

ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI

Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;

Xét đề nghị của Giám đốc Sở Nội vụ,

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này "Quy định".

Điều 2. Quyết định có hiệu lực sau 10 ngày kể từ ngày ký.

| Nơi nhận: - Như Điều 3; - Bộ Nội vụ; (để báo cáo) - Lưu: VT. | TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Thế Thảo |
|---|---|

QUY ĐỊNH

TRÌNH TỰ, THỦ TỤC
(Ban hành kèm theo Quyết định số 24/2013/QĐ-UBND ngày 01/8/2013)

Chương I

QUY ĐỊNH CHUNG

Điều 1. Phạm vi
"""

DECISION_IN_COLUMNS = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN CỦ CHI                              Độc lập - Tự do - Hạnh phúc
Số: 45/QĐ-UBND                     Củ Chi, ngày 05 tháng 01 năm 2021

                        QUYẾT ĐỊNH
         Về kiện toàn Ban Chỉ đạo cải cách hành chính huyện
                     ___________________

           CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN CỦ CHI

      Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
      Xét đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 12/TTr-NV ngày 04 tháng
01 năm 2021.

                       QUYẾT ĐỊNH:

      Điều 1. Kiện toàn Ban Chỉ đạo gồm các ông (bà) có tên sau:
      1. Ông Nguyễn Văn A, Chủ tịch UBND huyện, Trưởng ban;
      2. Bà Trần Thị B, Phó Chủ tịch, Phó Trưởng ban.

      Điều 2. Giao Phòng Nội vụ theo dõi.

      Điều 3. Chánh Văn phòng, Trưởng phòng Nội vụ và các ông (bà) có tên tại Điều
1 chịu trách nhiệm thi hành Quyết định này./.

  Nơi nhận:                                             CHỦ TỊCH
  - Sở Nội vụ TP;
  - TT.HU, TT.HĐND huyện;
  - Như Điều 3;
  - Lưu: VT.
                                                   Nguyễn Hữu Hoài Phú
"""

NOVEL = "\n\n".join(
    f"Chương {n}\n\nNgày 7 tháng 5 năm 1954, ông Tư ngồi bên hiên nhà, nhớ lại Chỉ thị số 16/CT-TTg người ta vẫn nhắc. "
    "Bà cụ hàng xóm gọi sang: “Ông ơi, mưa rồi!”. Ông đứng dậy, kéo chiếc chiếu vào trong, lòng buồn man mác." * 4
    for n in range(1, 30)
)

ENGLISH = """PEOPLE'S COMMITTEE OF HA GIANG PROVINCE
SOCIALIST REPUBLIC OF VIETNAM
Independence - Freedom - Happiness

No.: 911/UBND-KSTT
Ha Giang, 6 April 2020

To: People's Committees of districts and cities.

1. One-stop shops shall not let more than 20 people into a room at a time.
2. From 7 April 2020 until the end of the month, applications are handed in online only.

Recipients:
- As above;
- Filed: VT.

ON BEHALF OF THE CHAIRMAN
VICE CHAIRMAN
Tran Van Thu
"""
