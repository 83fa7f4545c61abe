package vn.lantoa.library;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lantoa.kernel.Refused;

class SecrecyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MẬT",
                "TỈNH ỦY THÁI NGUYÊN\n*\nTỐI MẬT\nSố 12-BC/TU",
                "  [ Tuyệt mật ]",
                "Báo cáo tình hình (Mật)",
                "Độ mật: Tối mật",
                "TUYỆT  MẬT"
            })
    void refusesAMark(String text) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Secrecy.checkFile(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Luật Bảo vệ bí mật nhà nước",
                "Kết luận về công tác bảo vệ bí mật của Đảng",
                "giữ mật độ dân số hợp lý",
                "mật ong rừng",
                "Nông nghiệp, nông dân, nông thôn"
            })
    void letsWordsPassThatOnlySoundLikeOne(String text) {
        assertThatNoException().isThrownBy(() -> Secrecy.checkFile(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mật", "Tối mật", "tuyệt mật", "A", "có"})
    void refusesADegree(String degree) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Secrecy.checkDegree(degree));
    }
}
