package vn.lantoa.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.lantoa.AppTest;
import vn.lantoa.World;
import vn.lantoa.access.Scope;
import vn.lantoa.organization.view.Found;

@AppTest
class SearchTest implements World {

    @Autowired
    Search search;

    @Test
    void findsUnitsWithAndWithoutAccents() {
        for (var query : new String[] {"Tân Linh", "tan linh", "TAN  LINH", "linh tân", "Ta\u0302n Linh"}) {
            assertThat(search.units(Scope.everything(), query, false, 20))
                    .as(query)
                    .extracting(Found::code)
                    .containsExactly("TL");
        }
    }

    @Test
    void putsTheExactCodeFirst() {
        assertThat(search.units(Scope.everything(), "tl", false, 20))
                .extracting(Found::code)
                .startsWith("TL");
        assertThat(search.units(Scope.everything(), "xom", false, 2)).hasSize(2);
    }

    @Test
    void offersOnlyUnitsWhereMembersMayStand() {
        assertThat(search.units(Scope.everything(), "chi bo", true, 20))
                .extracting(Found::code)
                .containsExactlyInAnyOrder("TL1", "TL2", "PC1", "TX1");
    }

    @Test
    void staysWithinTheScope() {
        assertThat(search.units(Scope.of(VN), "xom", false, 20)).isEmpty();
        assertThat(search.members(Scope.of(VN), "Nguyễn Văn An", 20)).isEmpty();
        assertThat(search.members(Scope.NONE, "Nguyễn Văn An", 20)).isEmpty();
    }

    @Test
    void findsMembersByNameAndNumber() {
        assertThat(search.members(Scope.of(TN), "nguyen van an", 20))
                .extracting(Found::code)
                .containsExactly("19.000001");
        assertThat(search.members(Scope.of(TN), "19.000012", 20))
                .extracting(Found::name)
                .containsExactly("Đặng Văn Phúc");
        assertThat(search.members(Scope.of(TN), "dang", 20))
                .extracting(Found::name)
                .containsExactly("Đặng Văn Phúc");
    }

    @Test
    void takesPatternLettersAndQuotesAsLetters() {
        for (var query : new String[] {"%", "_", "\\", "'; drop table", "<b>", "\u0000", "()"}) {
            assertThat(search.units(Scope.everything(), query, false, 20))
                    .as(query)
                    .isEmpty();
            assertThat(search.members(Scope.everything(), query + query, 20))
                    .as(query)
                    .isEmpty();
        }
    }
}
