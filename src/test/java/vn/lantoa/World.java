package vn.lantoa;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import vn.lantoa.access.Actor;
import vn.lantoa.access.Grant;
import vn.lantoa.access.Role;
import vn.lantoa.access.SignedIn;
import vn.lantoa.kernel.AccountId;
import vn.lantoa.kernel.MemberId;
import vn.lantoa.kernel.UnitId;

/// The small world that every [AppTest] finds: a centre, a province, two districts, three communes, four cells and a
/// dozen members, one account for every role. Written by hand in `src/test/resources/world`; nothing in it is random.
///
///     TW  Trung ương
///     └─ TN  tỉnh Thái Nguyên
///        ├─ DT  huyện Đại Từ
///        │  ├─ TL  xã Tân Linh
///        │  │  ├─ TL1  chi bộ xóm 1: AN, BINH, CHUNG (exempt), DUNG (probationary)
///        │  │  └─ TL2  chi bộ xóm 2: HA, HANH (exempt), HIEU
///        │  └─ PC  xã Phú Cường
///        │     └─ PC1  chi bộ xóm Bán Luông: LAN, MINH
///        └─ VN  huyện Võ Nhai
///           └─ TX  xã Tràng Xá
///              └─ TX1  chi bộ Làng Đèn: NAM, OANH, PHUC
public interface World {

    String PASSWORD = "mật khẩu của thử nghiệm";

    UnitId TW = unit(1);
    UnitId TN = unit(2);
    UnitId DT = unit(3);
    UnitId VN = unit(4);
    UnitId TL = unit(5);
    UnitId PC = unit(6);
    UnitId TX = unit(7);
    UnitId TL1 = unit(8);
    UnitId TL2 = unit(9);
    UnitId PC1 = unit(10);
    UnitId TX1 = unit(11);

    MemberId AN = member(1);
    MemberId BINH = member(2);
    MemberId CHUNG = member(3);
    MemberId DUNG = member(4);
    MemberId HA = member(5);
    MemberId HANH = member(6);
    MemberId HIEU = member(7);
    MemberId LAN = member(8);
    MemberId MINH = member(9);
    MemberId NAM = member(10);
    MemberId OANH = member(11);
    MemberId PHUC = member(12);

    Actor ADMINISTRATOR = actor(1, "quantri", Role.ADMINISTRATOR, null, null);
    Actor OFFICER = actor(2, "canbo", Role.OFFICER, TN, null);
    Actor SECRETARY = actor(3, "bithu-tanlinh", Role.SECRETARY, TL, null);
    Actor CELL_SECRETARY = actor(4, "bithu-xom1", Role.CELL_SECRETARY, TL1, AN);
    Actor SITE_OPERATOR = actor(5, "diemcau", Role.SITE_OPERATOR, TL, null);
    Actor INSPECTOR = actor(6, "kiemtra", Role.INSPECTOR, DT, null);
    Actor MEMBER = actor(7, "dangvien", Role.MEMBER, TL1, BINH);
    Actor READER = actor(8, "nguoixem", Role.READER, TN, null);
    /// Like SECRETARY and CELL_SECRETARY, but in the other district: must not see what those see.
    Actor OTHER_SECRETARY = actor(9, "bithu-trangxa", Role.SECRETARY, TX, null);

    Actor OTHER_CELL_SECRETARY = actor(10, "bithu-langden", Role.CELL_SECRETARY, TX1, NAM);
    Actor OTHER_OFFICER = actor(11, "canbo-vonhai", Role.OFFICER, VN, null);

    LocalDate DAY = LocalDate.of(2023, 12, 12);
    /// 9:00 on DAY in Viet Nam.
    Instant NINE = Instant.parse("2023-12-12T02:00:00Z");

    static UnitId unit(int number) {
        return new UnitId(id("8b00", number));
    }

    static MemberId member(int number) {
        return new MemberId(id("8c00", number));
    }

    /// A fixed id of the world: `kind` is 8a00 for accounts, 8ab0 for grants, 8b00 for units, 8c00 for members, 8d00
    /// for documents, 8e00 for campaigns.
    static UUID id(String kind, int number) {
        return UUID.fromString("00000000-0000-7000-%s-%012d".formatted(kind, number));
    }

    static Actor actor(int number, String username, Role role, @Nullable UnitId unit, @Nullable MemberId member) {
        return new Actor(
                new AccountId(id("8a00", number)),
                username,
                username,
                member,
                List.of(new Grant(id("8ab0", number), role, unit)));
    }

    /// Signs `actor` in for one page request of a page test.
    static RequestPostProcessor as(Actor actor) {
        return SecurityMockMvcRequestPostProcessors.authentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(actor.account().value()), null, List.of()));
    }

    /// Lets `actor` call the API for one request of a test, as its bearer token would.
    static RequestPostProcessor program(Actor actor) {
        return SecurityMockMvcRequestPostProcessors.authentication(
                UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
    }
}
