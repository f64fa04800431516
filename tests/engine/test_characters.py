"""Words are counted in every script, also where no blanks stand between them."""

import pytest

from content_cleaner.model import characters


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The ferry stops at the old mill", 7, 7),
        ("渡し船は古い水車で止まる", 12, 12),
        ("เรือข้ามฟากจอดที่โรงสีเก่าทุกเช้าและเย็น", 5, 10),  # ten words or so
        ("ကူးတို့သင်္ဘောသည် ဆန်စက်ဟောင်းတွင် ရပ်သည်", 5, 10),
        ("ទូកដរឈប់នៅម៉ាស៊ីនកិនស្រូវចាស់រាល់ព្រឹក", 4, 10),
        ("العبّارة تقف عند الطاحونة القديمة", 5, 5),
        ("പഴയ മില്ലിനടുത്ത് കടത്തുവള്ളം നിർത്തുന്നു", 4, 8),
        ("ท่าเรือ", 1, 1),
    ],
)
def test_words(text: str, least: int, most: int) -> None:
    assert least <= characters.count([text]).words[0] <= most
