package vn.lantoa.example;

/// How to sign in to the example, as the first start prints it.
final class Welcome {

    private Welcome() {}

    static String text() {
        return """

                Đăng nhập để dùng thử (mật khẩu chung: %s) / Sign in to try (one password for all)

                  canbo             cán bộ Ban Tuyên giáo tỉnh           officer of the province
                  bithu-khoicoquan  bí thư Đảng ủy Khối các cơ quan tỉnh secretary directly under the province
                  bithu-tanlinh     bí thư đảng ủy xã Phú Lạc,           secretary of a commune committee,
                                    trước 1/7/2025 là xã Tân Linh        of Tân Linh until it became part of Phú Lạc
                  bithu-xom         bí thư chi bộ xóm, có việc điểm danh secretary of a cell, roll call due
                  dangvien          đảng viên                            member
                  diemcau           phụ trách điểm cầu                   operator of a bridge point
                  kiemtra           cán bộ kiểm tra                      inspector
                  nguoixem          người xem báo cáo                    reader
                  kiemnhiem         một người giữ hai chức vụ            one person with two posts
                  bithu-daitu       bí thư huyện ủy Đại Từ đã giải thể,  secretary of a district that no longer
                                    chỉ còn xem                          exists, who only reads
                  tochuc            cán bộ Ban Tổ chức Trung ương        officer of the centre, for reorganizations
                  quantri           quản trị hệ thống                    administrator

                Các tài khoản này chỉ để dùng thử: người và số liệu đều được tạo ra, không có người thật.
                These accounts are for trying only: people and figures are generated, nobody is real.
                """.formatted(SignIns.PASSWORD);
    }
}
