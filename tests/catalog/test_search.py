import pytest

from motcua.catalog.search import plain_words, search_procedures
from tests.catalog.shelf import procedure

pytestmark = pytest.mark.django_db

SHELF = [
    ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", "Làm giấy khai sinh", ["giấy khai sinh"]),
    ("1.004884", "Thủ tục đăng ký lại khai sinh", "Hộ tịch", "Làm lại giấy khai sinh đã mất", []),
    ("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch", "", []),
    ("2.000635", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", "Xin bản sao giấy khai sinh", ["trích lục khai sinh"]),
    ("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch", "Đăng ký kết hôn", []),
    ("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch", "Đăng ký khai tử", []),
    ("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", "", []),
    ("1.013076", "Cấp đăng ký xe, biển số xe khi thay đổi chủ xe (đăng ký sang tên xe)", "Đăng ký xe", "", []),
    ("3.000347", "Đổi giấy phép lái xe", "Sát hạch, cấp giấy phép lái xe", "", []),
    ("1.012783", "Cấp đổi Giấy chứng nhận quyền sử dụng đất", "Đất đai", "", []),
    ("1.001612", "Đăng ký thành lập hộ kinh doanh", "Hộ kinh doanh", "", []),
    ("3.000333", "Cấp Phiếu lý lịch tư pháp", "Lý lịch tư pháp", "", []),
    ("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Chứng thực", "", []),
    ("1.013225", "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ", "Hoạt động xây dựng", "", []),
]  # fmt: skip


@pytest.fixture
def shelf():
    for code, name, field, plain_name, aliases in SHELF:
        procedure(code, name, field, plain_name=plain_name, aliases=aliases)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("đăng ký khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("DANG KY KHAI SINH", "1.001193"),
        ("dang ki khai sinh", "1.001193"),
        ("làm giấy khai sinh", "1.001193"),
        ("xin làm giấy khai sinh cho con", "1.001193"),
        ("khai sihn", "1.001193"),
        ("khai sinhh", "1.001193"),
        ("dangkykhaisinh", "1.001193"),
        ("sinh khai", "1.001193"),
        ("trích lục khai sinh", "2.000635"),
        ("khai sinh nuoc ngoai", "2.000528"),
        ("sang tên xe", "1.013076"),
        ("mua xe cũ", "1.013076"),
        ("đổi bằng lái", "3.000347"),
        ("bang lai xe", "3.000347"),
        ("sổ đỏ", "1.012783"),
        ("so do", "1.012783"),
        ("giấy độc thân", "1.004873"),
        ("cưới", "1.000894"),
        ("dang ki ket hom", "1.000894"),
        ("báo tử", "1.000656"),
        ("mở quán", "1.001612"),
        ("lí lịch tư pháp", "3.000333"),
        ("công chứng", "2.000815"),
        ("xây nhà", "1.013225"),
        ("1.013225", "1.013225"),
        (" 1.013225 ", "1.013225"),
    ],
)
def test_what_people_type_finds_what_they_mean_first(shelf, typed, code):
    assert search_procedures(typed)[0].code == code


@pytest.mark.parametrize("typed", ["", " ", "a", "zzzz", "\0", "%", "___", "'--", "9.999999", "🙂🙂", "x" * 100_000])
def test_nothing_alike_finds_nothing(shelf, typed):
    assert search_procedures(typed) == []


def test_what_only_shares_a_word_is_left_out(shelf):
    found = [one.code for one in search_procedures("đăng ký kết hôn")]
    assert found[0] == "1.000894"
    assert "1.013225" not in found


def test_a_field_s_name_finds_its_procedures(shelf):
    assert {one.code for one in search_procedures("hộ tịch")} >= {"1.001193", "1.000894", "1.000656"}


def test_procedures_out_of_use_are_not_found(shelf):
    procedure("9.000001", "Thủ tục nuôi rồng", active=False)
    assert search_procedures("nuôi rồng") == []
    assert search_procedures("9.000001") == []


def test_no_more_than_asked_for(shelf):
    assert len(search_procedures("khai sinh", limit=2)) == 2


def test_punctuation_and_i_or_y_do_not_matter():
    assert plain_words("Đăng KÝ xe (sang tên),  Mỹ Lý; thủy") == "dang ki xe sang ten mi li thuy"


@pytest.mark.parametrize("many", [1, 3])
def test_well_spelt_words_take_one_query_with_the_fields(many, django_assert_num_queries):
    for number in range(many):
        procedure(f"1.00000{number}", f"Thủ tục nuôi trâu {number}")
    with django_assert_num_queries(1):
        assert [str(one.field) for one in search_procedures("nuôi trâu")] == ["Hộ tịch"] * many
    with django_assert_num_queries(2):
        assert len(search_procedures("nuoii trauu")) == many
