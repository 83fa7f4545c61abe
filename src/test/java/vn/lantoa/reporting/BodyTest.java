package vn.lantoa.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lantoa.organization.Level;

class BodyTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "–",
            value = {
                "PROVINCIAL, Đảng bộ tỉnh Thái Nguyên, Tỉnh ủy Thái Nguyên, TU, Thái Nguyên, T/M Ban Thường vụ",
                "PROVINCIAL, Đảng bộ thành phố Hải Phòng, Thành ủy Hải Phòng, TU, Hải Phòng, T/M Ban Thường vụ",
                "UPPER_GRASSROOTS, Đảng bộ thành phố Sông Công, Thành ủy Sông Công, ThU, Sông Công, T/M Ban Thường vụ",
                "UPPER_GRASSROOTS, Đảng bộ huyện Đại Từ, Huyện ủy Đại Từ, HU, Đại Từ, T/M Ban Thường vụ",
                "UPPER_GRASSROOTS, Đảng bộ Công an tỉnh, Đảng ủy Công an tỉnh, ĐU, –, T/M Ban Thường vụ",
                "UPPER_GRASSROOTS, Đảng bộ xã Tân Linh, Đảng ủy xã Tân Linh, ĐU, Tân Linh, T/M Ban Thường vụ",
                "GRASSROOTS, Đảng bộ xã Tân Linh, Đảng ủy xã Tân Linh, ĐU, Tân Linh, T/M Đảng ủy",
                "GRASSROOTS, Chi bộ Kho bạc, Chi bộ Kho bạc, CB, –, T/M Chi bộ",
                "CELL, Chi bộ xóm 1, Chi bộ xóm 1, CB, –, T/M Chi bộ",
                "GRASSROOTS, Khối doanh nghiệp, Khối doanh nghiệp, ĐU, –, T/M Đảng ủy"
            })
    void namesACommitteeAsItsPapersDo(
            Level level, String unit, String name, String letters, String place, String authority) {
        assertThat(Body.of(level, unit)).isEqualTo(new Body(name, letters, place, authority));
    }
}
